package io.kaibo.wechat;

import java.io.Serial;

/** A call to WeChat failed. It has no cause: those of an HTTP client quote the address, and in it the access token. */
public final class WeChatException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String call;
    private final transient Failure failure;

    WeChatException(String call, Failure failure) {
        super(call + ": " + failure);
        this.call = call;
        this.failure = failure;
    }

    /** Which call failed: {@code stable_token} where there was no token for another one. */
    public String call() {
        return call;
    }

    public Failure failure() {
        return failure;
    }
}
