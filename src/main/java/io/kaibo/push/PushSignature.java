package io.kaibo.push;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * WeChat's signature of what it pushes: the SHA-1, in hex, of the token and the signed values, sorted and put one behind the
 * other. Source: 消息推送 in the documentation of mini-programs.
 */
final class PushSignature {

    private final String token;

    /** @param token the one that is set in the mini-program's console */
    PushSignature(String token) {
        this.token = token;
    }

    /** True if all values are present and the signature matches them. It compares in constant time. */
    boolean matches(@Nullable String signature, @Nullable String... signed) {
        if (signature == null || Arrays.asList(signed).contains(null)) {
            return false;
        }
        String sorted =
                Stream.concat(Stream.of(token), Stream.of(signed)).sorted().collect(Collectors.joining());
        return MessageDigest.isEqual(
                HexFormat.of().formatHex(sha1(sorted)).getBytes(StandardCharsets.UTF_8),
                signature.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha1(String text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
