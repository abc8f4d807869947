package io.kaibo.aws;

import java.io.Serial;

/** KMS has the key and cannot decrypt a cipher text with it; it never will. */
public final class UndecipherableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    UndecipherableException(String alias, Throwable cause) {
        super(alias + " does not decrypt it: the key or the context is another, or the cipher text is altered", cause);
    }
}
