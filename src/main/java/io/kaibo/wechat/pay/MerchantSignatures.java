package io.kaibo.wechat.pay;

import io.kaibo.aws.Secrets;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/**
 * The merchant's signatures of API v3, of requests. The secret {@code pay-merchant-key} is a JSON object from the serial number of the merchant's
 * certificate to the PEM of its private key; the first signs. A function that makes no request needs no key of the merchant's. Source: 接口规则,
 * 签名生成.
 */
@Singleton
public class MerchantSignatures {

    private final String serial;
    private final PrivateKey key;

    MerchantSignatures(Secrets secrets) {
        Map<String, PrivateKey> keys =
                KeySecret.read("pay-merchant-key", secrets.get("pay-merchant-key"), PemKeys::readPrivate);
        Map.Entry<String, PrivateKey> current = keys.entrySet().iterator().next();
        this.serial = current.getKey();
        this.key = current.getValue();
    }

    /** The serial number of the merchant's certificate by whose key requests are signed. */
    String serial() {
        return serial;
    }

    /**
     * The signature of a request.
     *
     * @param target the path and the query as they are sent
     * @param body empty if there is none
     */
    String sign(String method, String target, Instant time, String nonce, byte[] body) {
        try {
            Signature signature = Signature.getInstance(PaySignatures.ALGORITHM);
            signature.initSign(key);
            signature.update(PaySignatures.lines(body, method, target, Long.toString(time.getEpochSecond()), nonce));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with RSA", e);
        }
    }
}
