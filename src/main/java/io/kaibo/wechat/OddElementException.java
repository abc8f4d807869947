package io.kaibo.wechat;

import java.io.Serial;

/** An element that WeChat gave cannot be read. */
public final class OddElementException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String fault;

    /** @param fault names the member and not its value, which may be a person's */
    public OddElementException(String fault) {
        super(fault, null, false, false);
        this.fault = fault;
    }

    public String fault() {
        return fault;
    }
}
