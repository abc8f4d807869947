package io.kaibo.base;

import jakarta.ws.rs.ProcessingException;
import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLHandshakeException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A client of an HTTP API whose connections are never used after a pause. A Lambda instance is frozen between two invocations. The
 * API's front may close idle connections meanwhile, and the first call over such a connection would get no answer. So once no call was
 * made for {@link #MOST_IDLE}, the client is thrown away with all of its connections.
 */
public final class FreshClient<R> {

    private static final Logger LOG = Logger.getLogger(FreshClient.class);

    /** After so long without a call no connection is used any more. Of common fronts Apache closes idle ones first, after 5 s. */
    public static final Duration MOST_IDLE = Duration.ofSeconds(3);

    private final Supplier<R> clients;
    private final Clock clock;

    private final ReentrantLock lock = new ReentrantLock();
    private R client;
    private int callsUnderWay;
    private Instant lastUse;

    /** @param clients makes a client with connections of its own */
    public FreshClient(Supplier<R> clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
        this.client = clients.get();
        this.lastUse = clock.instant();
    }

    /** Makes a call with the client of now. */
    public <A extends @Nullable Object> A call(Function<R, A> call) {
        R current = begin();
        try {
            return call.apply(current);
        } finally {
            end();
        }
    }

    private R begin() {
        lock.lock();
        try {
            if (callsUnderWay == 0 && isIdle()) {
                R old = client;
                client = clients.get();
                close(old);
            }
            callsUnderWay++;
            return client;
        } finally {
            lock.unlock();
        }
    }

    /** True also where the clock was set back. */
    private boolean isIdle() {
        Duration idle = Duration.between(lastUse, clock.instant());
        return idle.isNegative() || idle.compareTo(MOST_IDLE) > 0;
    }

    private void end() {
        lock.lock();
        try {
            callsUnderWay--;
            lastUse = clock.instant();
        } finally {
            lock.unlock();
        }
    }

    /** Closes the connections of a REST client. */
    public static void close(Object client) {
        try {
            if (client instanceof Closeable closeable) {
                closeable.close();
            }
        } catch (IOException | RuntimeException e) {
            // the answer, if there is one, is good, and the next call has another client
            LOG.warnf("connections were not closed: %s", e.getClass().getName());
        }
    }

    /** Whether a call failed before there was a connection, so that the API has heard nothing of it. */
    public static boolean neverConnected(ProcessingException e) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof UnknownHostException
                    || cause instanceof SSLHandshakeException
                    || hadNoConnection(cause)) {
                return true;
            }
        }
        return false;
    }

    /** Vert.x gives a name that does not resolve, or a full pool, no type of its own. */
    private static boolean hadNoConnection(Throwable cause) {
        return cause instanceof TimeoutException
                && cause.getMessage() != null
                && cause.getMessage().contains("when getting a connection");
    }
}
