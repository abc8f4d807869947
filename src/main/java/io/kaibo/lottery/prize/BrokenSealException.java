package io.kaibo.lottery.prize;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Sealed bytes do not open, and never will: they were altered, or belong to something else. Neither message nor cause has plain text. */
public final class BrokenSealException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    BrokenSealException(String problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
