package io.kaibo.sandbox.pay;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** WeChat Pay's side of the signatures of API v3: checks those of requests, and signs answers and notifications. */
final class PaySigner {
    private static final String SCHEME = "WECHATPAY2-SHA256-RSA2048 ";
    private static final Pattern PAIR = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final String PROBE = "WECHATPAY/SIGNTEST/";
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final PublicKey merchant = PayKeys.merchantPublicKey();
    private final Map<String, PrivateKey> keys =
            Map.of(PayKeys.PUBLIC_KEY_ID, PayKeys.platformKey(), PayKeys.CERTIFICATE_SERIAL, PayKeys.certificateKey());
    private final SecureRandom random = new SecureRandom();

    boolean hasKey(String serial) {
        return keys.containsKey(serial);
    }

    /** When the request says that it was signed; empty if it has no signature of the merchant's over what was received. */
    Optional<Instant> signedAt(PayCall call) {
        if (!call.authorization().startsWith(SCHEME)) {
            return Optional.empty();
        }
        Map<String, String> pairs = new LinkedHashMap<>();
        Matcher matcher = PAIR.matcher(call.authorization());
        while (matcher.find()) {
            pairs.put(matcher.group(1), matcher.group(2));
        }
        String timestamp = pairs.getOrDefault("timestamp", "");
        String nonce = pairs.getOrDefault("nonce_str", "");
        if (!PayKeys.MERCHANT.equals(pairs.get("mchid"))
                || !PayKeys.MERCHANT_SERIAL.equals(pairs.get("serial_no"))
                || nonce.isEmpty()
                || !timestamp.matches("\\d{1,11}")) {
            return Optional.empty();
        }
        String signed = lines(
                call.call().method(),
                call.target(),
                timestamp,
                nonce,
                call.call().body());
        return matches(signed, pairs.getOrDefault("signature", ""))
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(timestamp)))
                : Optional.empty();
    }

    static boolean isFresh(Instant signedAt, Instant now) {
        return Duration.between(signedAt, now).abs().compareTo(FRESH) <= 0;
    }

    private boolean matches(String signed, String base64) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(merchant);
            signature.update(signed.getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(base64));
        } catch (SignatureException | IllegalArgumentException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK checks RSA", e);
        }
    }

    /**
     * The headers that sign a body.
     *
     * @param serial of the key that is asked for
     */
    Map<String, String> sign(String serial, String body, Instant now, PaySigning how) {
        if (how == PaySigning.NONE) {
            return Map.of();
        }
        String by = how == PaySigning.OTHER ? other(serial) : serial;
        String timestamp = Long.toString(now.getEpochSecond());
        String nonce = HexFormat.of().formatHex(randomBytes(16));
        String signed = lines(timestamp, nonce, how == PaySigning.WRONG ? body + " " : body);
        String signature = how == PaySigning.PROBE
                ? PROBE + Base64.getEncoder().encodeToString(randomBytes(48))
                : sign(by, signed);
        return Map.of(
                "Wechatpay-Serial", by,
                "Wechatpay-Timestamp", timestamp,
                "Wechatpay-Nonce", nonce,
                "Wechatpay-Signature", signature,
                "Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048");
    }

    private static String other(String serial) {
        return serial.equals(PayKeys.PUBLIC_KEY_ID) ? PayKeys.CERTIFICATE_SERIAL : PayKeys.PUBLIC_KEY_ID;
    }

    private String sign(String serial, String signed) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.get(serial));
            signature.update(signed.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with RSA", e);
        }
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }
}
