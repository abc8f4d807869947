package io.kaibo.base;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/** Ids of 16 bytes in base64url: 22 characters. */
public final class ShortId {

    private static final int BYTES = 16;

    /** The last character holds two bits: of the 64 it can only be one of four. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{21}[AQgw]");

    private ShortId() {}

    /** True if the text is such an id. */
    public static boolean matches(String text) {
        return FORM.matcher(text).matches();
    }

    /** Made of these texts, so that the same texts give the same id. */
    public static String derive(String... texts) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", texts).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
