package io.kaibo.base;

/** What counts as text. */
public final class Unicode {

    private Unicode() {}

    /** True for a text with a character that can be seen: no space, no control, no character that only formats others. */
    public static boolean isVisible(String text) {
        return text.codePoints().anyMatch(Unicode::isVisible);
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT -> false;
            default -> true;
        };
    }

    /** False for a text with half a surrogate pair, or with U+FFFD, which decoders put where bytes were no UTF-8. */
    public static boolean isWhole(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0xFFFD || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
