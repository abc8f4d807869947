package io.kaibo.testing;

import io.kaibo.local.Invocation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A process that Lambda would start for a function, with the Runtime API that feeds it. */
public final class FunctionProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);

    private final RuntimeApi runtime;
    private final Duration timeout;
    private final Instant began;
    private final Process process;
    private final Thread reader;
    private final List<String> log = new CopyOnWriteArrayList<>();

    /**
     * Starts the process; the address of its Runtime API is added to the environment.
     *
     * @param environment all of it: nothing is inherited
     * @param timeout the function's
     */
    public FunctionProcess(FunctionZip zip, Map<String, String> environment, Duration timeout) {
        this.timeout = timeout;
        runtime = new RuntimeApi(timeout);
        ProcessBuilder builder =
                new ProcessBuilder(zip.command()).directory(zip.code().toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", runtime.address());
        try {
            began = Instant.now();
            process = builder.start();
        } catch (IOException e) {
            runtime.close();
            throw new UncheckedIOException(e);
        }
        process.onExit()
                .thenRun(() -> runtime.ready()
                        .completeExceptionally(new IllegalStateException("the process ended with code "
                                + process.exitValue() + ":\n" + String.join("\n", log))));
        reader = Thread.ofVirtual().start(this::readLog);
    }

    /**
     * Waits until the process first asks for an event.
     *
     * @return the time from the start of the process to then
     * @throws IllegalStateException if it ended, or does not ask within 30 s
     * @throws RuntimeApi.ReportedError if it says that its init failed
     */
    public Duration started() {
        try {
            return Duration.between(
                    began,
                    runtime.ready()
                            .orTimeout(START.toSeconds(), TimeUnit.SECONDS)
                            .join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("the process does not ask for an event:\n" + String.join("\n", log), e);
        }
    }

    /** What comes of an event; a function that says nothing within its time-out is an {@link IllegalStateException}. */
    public Invocation call(byte[] event) {
        return call(event, timeout);
    }

    /** What comes of an event; a function that says nothing within that time is an {@link IllegalStateException}. */
    public Invocation call(byte[] event, Duration patience) {
        started();
        try {
            Invocation outcome = runtime.call(event, patience);
            if (outcome == null) {
                throw new IllegalStateException("no answer within " + patience + ":\n" + String.join("\n", log));
            }
            return outcome;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it wrote so far, to its standard output or error. */
    public List<String> log() {
        return List.copyOf(log);
    }

    /** Its process id, while it lives. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        runtime.close();
    }

    private void readLog() {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(log::add);
        } catch (IOException | UncheckedIOException e) {
            log.add("its log cannot be read any more: " + e.getMessage()); // as happens when it is ended
        }
    }
}
