package io.kaibo.push;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaibo.testing.Pushing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The worked examples of WeChat's documentation. */
final class PushVectors {

    record Signed(String timestamp, String nonce, String signature) {}

    record Encrypted(
            String timestamp, String nonce, String msgSignature, String encrypt, String random, String message) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode FILE = read();

    private PushVectors() {}

    static Pushing account() {
        return new Pushing(
                FILE.path("token").asText(),
                FILE.path("encodingAesKey").asText(),
                FILE.path("appid").asText());
    }

    static List<Signed> signed() {
        return JSON.convertValue(FILE.path("signed"), new TypeReference<>() {});
    }

    static List<Encrypted> encrypted() {
        return JSON.convertValue(FILE.path("encrypted"), new TypeReference<>() {});
    }

    private static JsonNode read() {
        try (InputStream file = PushVectors.class.getResourceAsStream("/vectors/callback-crypto.json")) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
