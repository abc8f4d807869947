package io.kaibo.sandbox;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Makes the sandbox's calls to other servers. */
public final class Courier implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 5;

    private final ExecutorService threads;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("courier-timer").factory());
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param threads run the delayed work; their owner closes them */
    Courier(ExecutorService threads) {
        this.threads = threads;
    }

    /** Runs this after the delay, on a thread of its own. */
    public void after(Duration delay, Runnable errand) {
        var _ = timer.schedule(() -> threads.execute(errand), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The answer, if there is a whole one within five seconds, as long as WeChat waits (消息推送). */
    public Optional<HttpResponse<String>> send(HttpRequest request) {
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request, BodyHandlers.ofString());
        try {
            return Optional.of(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            answer.cancel(true);
        }
    }

    /** Stops sending; calls under way get no answer. */
    @Override
    public void close() {
        timer.shutdownNow();
        http.shutdownNow();
    }
}
