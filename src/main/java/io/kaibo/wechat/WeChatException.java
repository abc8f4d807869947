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

    /** Which call it was: not always the one that was asked for, since that may have needed a token first. */
    String call() {
        return call;
    }

    public Failure failure() {
        return failure;
    }
}
