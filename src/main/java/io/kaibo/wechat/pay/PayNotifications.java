package io.kaibo.wechat.pay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kaibo.wechat.Members;
import io.kaibo.wechat.OddElementException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;

/** Checks notifications of WeChat Pay and decrypts them. Source: 接口规则, 签名验证 and 如何解密回调报文. */
@Singleton
public class PayNotifications {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String ALGORITHM = "AEAD_AES_256_GCM";

    private final PaySignatures signatures;
    private final PayCipher cipher;

    PayNotifications(PaySignatures signatures, PayCipher cipher) {
        this.signatures = signatures;
        this.cipher = cipher;
    }

    /** @param body the bytes as they came: their signature is over these */
    public PayNotification open(PaySignatures.Headers headers, byte[] body) {
        Optional<SignatureFault> fault = signatures.check(headers, body);
        if (fault.isPresent()) {
            return new PayNotification.Unsigned(fault.get());
        }
        try {
            return decrypt(new Members(parse(body)));
        } catch (OddElementException e) {
            return new PayNotification.Unreadable(e.fault());
        }
    }

    private PayNotification decrypt(Members notification) {
        Members encrypted = notification.readMembers("resource");
        if (!encrypted.requireText("algorithm").equals(ALGORITHM)) {
            throw new OddElementException("algorithm is not " + ALGORITHM);
        }
        Optional<byte[]> resource = cipher.decrypt(
                encrypted.requireText("nonce"),
                encrypted.readText("associated_data"),
                encrypted.requireText("ciphertext"));
        if (resource.isEmpty()) {
            return new PayNotification.Undecryptable();
        }
        return new PayNotification.Event(
                notification.requireText("id"),
                notification.requireText("event_type"),
                notification.readTime("create_time"),
                new Members(parse(resource.get())));
    }

    private static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new OddElementException("it is no JSON");
        }
    }
}
