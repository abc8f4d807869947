package io.kaibo.wechat;

import java.io.Serial;

/** A call to WeChat failed. It has no cause: those of an HTTP client quote the address, and in it the access token. */
public final class WeChatException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    WeChatException(String call, Failure failure) {
        super(call + ": " + failure);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
