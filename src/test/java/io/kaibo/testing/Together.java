package io.kaibo.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs things at the same moment. */
public final class Together {

    private Together() {}

    /**
     * Starts all of them behind one latch.
     *
     * @return their results, in order; what one throws is thrown on
     */
    public static <T> List<T> run(List<? extends Callable<T>> calls) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> made = new ArrayList<>();
            for (Callable<T> call : calls) {
                made.add(threads.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> each : made) {
                results.add(each.get());
            }
            return results;
        }
    }
}
