package io.kaibo.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkRequest;

/**
 * Two things that happen at the same time, their calls of AWS in an order that is given: an order is a word of the letters A and B, a
 * letter for each call that counts. A call begins when the one before it in the order is over.
 */
public final class Interleaving implements UnaryOperator<SdkRequest> {

    /** Whose a call is: {@code 'A'}, {@code 'B'}, or anything else for one that does not count. */
    public interface Owner extends Function<SdkRequest, Character> {}

    private final String order;
    private final Owner owner;
    private int next;
    private char under = '-';
    private boolean overA;
    private boolean overB;

    private Interleaving(String order, Owner owner) {
        this.order = order;
        this.owner = owner;
    }

    /** What A gave, once both are over; A and B may make fewer calls than the order has, and more. */
    public static <T> T run(String order, Owner owner, Callable<T> a, Runnable b) throws Exception {
        Interleaving interleaving = new Interleaving(order, owner);
        Calls.rewrite(interleaving);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<T> first = threads.submit(() -> {
                try {
                    return a.call();
                } finally {
                    interleaving.over('A');
                }
            });
            Future<?> second = threads.submit(() -> {
                try {
                    b.run();
                } finally {
                    interleaving.over('B');
                }
            });
            second.get();
            return first.get();
        } finally {
            Calls.rewrite(UnaryOperator.identity());
        }
    }

    /** Every order of so many calls of A among so many of B. */
    public static List<String> orders(int a, int b) {
        if (a == 0 || b == 0) {
            return List.of("A".repeat(a) + "B".repeat(b));
        }
        List<String> all = new ArrayList<>();
        orders(a - 1, b).forEach(rest -> all.add("A" + rest));
        orders(a, b - 1).forEach(rest -> all.add("B" + rest));
        return all;
    }

    @Override
    public SdkRequest apply(SdkRequest request) {
        char who = owner.apply(request);
        if (who == 'A' || who == 'B') {
            take(who);
        }
        return request;
    }

    private synchronized void take(char who) {
        if (under == who) {
            under = '-';
            notifyAll();
        }
        while (under != '-' || turn() != who && turn() != '-') {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        if (next < order.length()) {
            next++;
        }
        under = who;
    }

    private synchronized void over(char who) {
        overA |= who == 'A';
        overB |= who == 'B';
        if (under == who) {
            under = '-';
        }
        notifyAll();
    }

    /** The caller whose turn it is; none once the order is at its end. */
    private char turn() {
        while (next < order.length() && (order.charAt(next) == 'A' ? overA : overB)) {
            next++;
        }
        return next < order.length() ? order.charAt(next) : '-';
    }
}
