package io.kaibo.person;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;

/** How an openid looks in a text. */
final class OpenidForms {

    private OpenidForms() {}

    /** As it is, in hex, and in the middle of what is written in Base64, which depends on where it begins. */
    static Stream<String> of(String openid) {
        String hex = HexFormat.of().formatHex(openid.getBytes(StandardCharsets.UTF_8));
        Stream<String> base64 = Stream.of("", "x", "xx").flatMap(before -> {
            byte[] shifted = (before + openid).getBytes(StandardCharsets.UTF_8);
            return Stream.of(
                    inner(Base64.getEncoder().withoutPadding().encodeToString(shifted), before),
                    inner(Base64.getUrlEncoder().withoutPadding().encodeToString(shifted), before));
        });
        return Stream.concat(Stream.of(openid, hex, hex.toUpperCase(Locale.ROOT)), base64);
    }

    /** Without the characters that hold bits of what stands before or behind. */
    private static String inner(String base64, String before) {
        return base64.substring(before.isEmpty() ? 0 : before.length() + 1, base64.length() - 1);
    }
}
