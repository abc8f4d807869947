package io.kaibo.lottery.claim;

import io.kaibo.http.Problem;
import org.jspecify.annotations.Nullable;

/** The {@code next} of lists of prizes, as requests and answers have it. */
final class PrizePaging {

    private PrizePaging() {}

    /** Where a list goes on; null for its first page. @throws Problem 400 if no list gave out this {@code next} */
    static @Nullable PrizeCursor readNext(@Nullable String next) {
        return next == null ? null : PrizeCursor.decode(next).orElseThrow(PrizePaging::isNotFromHere);
    }

    /** Asks for the rest; null if there is none. */
    static @Nullable String writeNext(@Nullable PrizeCursor next) {
        return next == null ? null : next.encode();
    }

    static Problem isNotFromHere() {
        return Problem.unreadable("next", "is not from here");
    }
}
