package io.kaibo.base;

/** What counts as text. */
public final class Unicode {

    private Unicode() {}

    /** False for a text with half a surrogate pair, or with U+FFFD, which decoders put where bytes were no UTF-8. */
    public static boolean isWhole(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0xFFFD || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
