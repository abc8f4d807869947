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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The operators' keys. The secret {@code operator-keys} is a JSON object from an operator's name to the SHA-256 of his
 * key, in hex, so that reading the secret gives nobody a key.
 */
@Singleton
public class OperatorKeys {

    private static final int DIGEST_BYTES = 32;
    private static final String NO_SECRET_OF_OURS =
            "the secret operator-keys is no object of different names and hex SHA-256 digests";

    private final List<byte[]> digests;

    OperatorKeys(Secrets secrets, ObjectMapper json) {
        try {
            Map<String, String> byName = json.readerFor(new TypeReference<Map<String, String>>() {})
                    .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .readValue(secrets.get("operator-keys"));
            if (byName == null || byName.containsValue(null)) {
                throw new IllegalStateException(NO_SECRET_OF_OURS);
            }
            digests = byName.values().stream().map(HexFormat.of()::parseHex).toList();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // without its cause, which may quote the secret
            throw new IllegalStateException(NO_SECRET_OF_OURS);
        }
        if (digests.stream().anyMatch(digest -> digest.length != DIGEST_BYTES)) {
            throw new IllegalStateException(NO_SECRET_OF_OURS);
        }
    }

    /** @throws Problem 401 without a known key */
    public void check(Request request) {
        byte[] presented = sha256(request.bearer());
        boolean known = false;
        for (byte[] digest : digests) {
            // in constant time, and through all of them, so that the time taken tells nothing
            known |= MessageDigest.isEqual(digest, presented);
        }
        if (!known) {
            throw Problem.unauthorized("An operator's key is needed.");
        }
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
