package io.kaibo.lottery;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The rule by which a comment has the keyword (口令) of a lottery: both are normalised, and the comment must contain the keyword. Full-width
 * forms (ＡＢＣ, １２３), case and spaces make no difference.
 */
public final class Keyword {

    /** Spaces, controls, and what cannot be seen: zero-width characters, variation selectors. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Z}\\p{C}\\s\\uFE00-\\uFE0F]");

    private Keyword() {}

    /** True if the comment has the keyword. */
    public static boolean isIn(String comment, String keyword) {
        return normalise(comment).contains(normalise(keyword));
    }

    static String normalise(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return UNSEEN.matcher(Normalizer.normalize(folded, Normalizer.Form.NFKC))
                .replaceAll("");
    }
}
