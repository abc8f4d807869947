package io.kaibo.wechat;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
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
import org.jspecify.annotations.Nullable;

/**
 * Makes calls to WeChat and tells what became of each: an answer that is a success, or a {@link WeChatException}.
 *
 * <p>A Lambda instance is frozen between two invocations. WeChat's front may close idle connections meanwhile, and the first send
 * over such a connection would get no answer: UNKNOWN, though WeChat has not heard of it. So no connection is used after a pause:
 * once no call was made for {@link WeChatClient#MOST_IDLE}, the client is thrown away with all of its connections.
 */
@Singleton
class Connections {

    private final Supplier<WeChatRest> clients;
    private final Clock clock;

    private final ReentrantLock lock = new ReentrantLock();
    private WeChatRest client;
    private int callsUnderWay;
    private Instant lastUse;

    @Inject
    Connections(WeChatConfig config, Clock clock) {
        this(() -> WeChatClient.connect(config), clock);
    }

    /** @param clients makes a client with connections of its own */
    Connections(Supplier<WeChatRest> clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
        this.client = clients.get();
        this.lastUse = clock.instant();
    }

    /**
     * Makes a call and checks its errcode.
     *
     * @param name names the call in errors
     * @throws WeChatException if it fails
     */
    <A extends WeChatRest.Answer> A callChecked(String name, Function<WeChatRest, @Nullable A> call) {
        A answer;
        WeChatRest rest = begin();
        try {
            answer = call.apply(rest);
        } catch (WebApplicationException e) {
            int status = e.getResponse().getStatus();
            throw new WeChatException(
                    name, status >= 400 && status < 500 ? new Failure.HttpRefused(status) : new Failure.Unanswered());
        } catch (ProcessingException e) {
            throw new WeChatException(name, neverConnected(e) ? new Failure.Unreached() : new Failure.Unanswered());
        } finally {
            end();
        }
        if (answer == null) {
            throw new WeChatException(name, new Failure.Unanswered());
        }
        if (answer.errcode() != 0) {
            throw new WeChatException(name, Failure.Errcode.of(answer.errcode(), Errmsg.format(answer.errmsg())));
        }
        return answer;
    }

    /**
     * Makes a call that changes nothing at WeChat, and makes it once more if the first did not come through.
     *
     * @throws WeChatException if it fails for any other reason, or again
     */
    static <A> A repeatOnce(Supplier<A> call) {
        try {
            return call.get();
        } catch (WeChatException e) {
            return switch (e.failure()) {
                case Failure.Busy _, Failure.Unreached _, Failure.Unanswered _ -> call.get();
                default -> throw e;
            };
        }
    }

    private WeChatRest begin() {
        lock.lock();
        try {
            if (callsUnderWay == 0 && isIdle()) {
                WeChatRest old = client;
                client = clients.get();
                WeChatClient.close(old);
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
        return idle.isNegative() || idle.compareTo(WeChatClient.MOST_IDLE) > 0;
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

    /** Vert.x gives a name that does not resolve, or a full pool, no type of its own. */
    private static boolean hadNoConnection(Throwable cause) {
        return cause instanceof TimeoutException
                && cause.getMessage() != null
                && cause.getMessage().contains("when getting a connection");
    }

    private static boolean neverConnected(ProcessingException e) {
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
}
