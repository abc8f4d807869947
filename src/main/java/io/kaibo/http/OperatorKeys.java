package io.kaibo.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaibo.aws.Secrets;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The operators' keys. The secret {@code operator-keys} is a JSON object from an operator's name to the SHA-256 of their
 * key, in hex: reading the secret gives no key away.
 */
@Singleton
public class OperatorKeys {

    private static final int DIGEST_BYTES = 32;
    private static final String NO_SECRET_OF_OURS =
            "the secret operator-keys is no object of different names and hex SHA-256 digests";

    /** By the operators' names. */
    private final Map<String, byte[]> digests = new HashMap<>();

    OperatorKeys(Secrets secrets, ObjectMapper json) {
        try {
            Map<String, String> byName = json.readerFor(new TypeReference<Map<String, String>>() {})
                    .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .readValue(secrets.get("operator-keys"));
            if (byName == null || byName.containsValue(null)) {
                throw new IllegalStateException(NO_SECRET_OF_OURS);
            }
            byName.forEach((name, digest) -> digests.put(name, HexFormat.of().parseHex(digest)));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // without its cause, which may quote the secret
            throw new IllegalStateException(NO_SECRET_OF_OURS);
        }
        if (digests.values().stream().anyMatch(digest -> digest.length != DIGEST_BYTES)) {
            throw new IllegalStateException(NO_SECRET_OF_OURS);
        }
    }

    /** The name of the operator whose key the request brings. @throws Problem 401 without a known key */
    String authenticate(Request request) {
        byte[] presented = sha256(request.bearer());
        @Nullable String known = null;
        for (Map.Entry<String, byte[]> operator : digests.entrySet()) {
            // in constant time, and through all of them, so that the time taken tells nothing
            if (MessageDigest.isEqual(operator.getValue(), presented)) {
                known = operator.getKey();
            }
        }
        if (known == null) {
            throw Problem.unauthorized("An operator's key is needed.");
        }
        return known;
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
