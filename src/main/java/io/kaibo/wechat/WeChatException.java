package io.kaibo.wechat;

import io.kaibo.base.Retriable;
import java.io.Serial;
import java.time.Duration;
import java.util.Optional;

/** A call to WeChat failed. It has no cause: those of an HTTP client quote the address, and in it the access token. */
public sealed class WeChatException extends RuntimeException implements Retriable permits NoTokenException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String call;
    private final transient Failure failure;

    WeChatException(String call, Failure failure) {
        super(call + ": " + failure);
        this.call = call;
        this.failure = failure;
    }

    /** Which call failed, for errors. */
    public String call() {
        return call;
    }

    public Failure failure() {
        return failure;
    }

    @Override
    public Optional<Duration> retryAfter() {
        return failure instanceof Failure.Now now ? Optional.of(now.retryAfter()) : Optional.empty();
    }

    @Override
    public String reason() {
        return switch (failure) {
            case Failure.QuotaUsedUp quota ->
                quota.isOfTheMinute()
                        ? "WeChat takes this call again in a minute."
                        : "WeChat takes this call no more today.";
            default -> "WeChat does not answer now.";
        };
    }

    @Override
    public String detailedReason() {
        return switch (failure) {
            case Failure.QuotaUsedUp quota ->
                "WeChat refuses " + call + " with " + quota.code()
                        + (quota.isOfTheMinute()
                                ? ": it takes this call again in a minute."
                                : ": it takes this call no more today.");
            default -> "WeChat does not answer " + call + " now.";
        };
    }
}
