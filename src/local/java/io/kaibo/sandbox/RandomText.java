package io.kaibo.sandbox;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes the random texts of WeChat, in its own formats. */
final class RandomText {
    private final SecureRandom random = new SecureRandom();

    /** 528 characters: WeChat asks that at least 512 can be stored. */
    String token() {
        return "80_" + urlSafe(525);
    }

    String openid() {
        return "o" + urlSafe(27);
    }

    String loginCode() {
        return "0" + urlSafe(31);
    }

    /** An AES-128 key in Base64. */
    String sessionKey() {
        return Base64.getEncoder().encodeToString(bytes(16));
    }

    String nonce() {
        return Integer.toString(random.nextInt(100_000_000, Integer.MAX_VALUE));
    }

    /** The echostr that a URL must answer to be taken for the message push. */
    String echostr() {
        return Long.toString(random.nextLong(1_000_000_000_000_000_000L, Long.MAX_VALUE));
    }

    /** The 16 characters before an encrypted message. */
    String padding() {
        return HexFormat.of().formatHex(bytes(8));
    }

    private String urlSafe(int length) {
        return Base64.getUrlEncoder().encodeToString(bytes(length)).substring(0, length);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
