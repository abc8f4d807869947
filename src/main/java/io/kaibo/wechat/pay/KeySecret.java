package io.kaibo.wechat.pay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** A secret that is a JSON object from the serial of a key to its PEM: both are read at once, so that they cannot be of two keys. */
final class KeySecret {

    private static final JsonMapper JSON = new JsonMapper();

    private KeySecret() {}

    /**
     * Reads the keys by their serials, in their order, of which there is at least one.
     *
     * @param name of the secret
     * @param readPem throws an IllegalArgumentException that quotes nothing of the key
     * @throws IllegalStateException saying what is wrong with the secret, without quoting it
     */
    static <K> Map<String, K> read(String name, String secret, Function<String, K> readPem) {
        Map<String, K> bySerial = new LinkedHashMap<>();
        parse(name, secret).properties().forEach(entry -> {
            try {
                bySerial.put(entry.getKey(), readPem.apply(entry.getValue().asText()));
            } catch (IllegalArgumentException e) {
                throw unusable(name, "of " + entry.getKey() + ", " + e.getMessage());
            }
        });
        if (bySerial.isEmpty()) {
            throw unusable(name, "it has no key");
        }
        return bySerial;
    }

    private static JsonNode parse(String name, String secret) {
        try {
            JsonNode keys = JSON.reader()
                    .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(secret);
            if (keys.isObject()) {
                return keys;
            }
        } catch (JsonProcessingException e) {
            // without its cause, which quotes the secret
            throw unusable(name, "it is no JSON, or has a serial twice");
        }
        throw unusable(name, "it is no JSON object");
    }

    private static IllegalStateException unusable(String name, String what) {
        return new IllegalStateException("the secret " + name + " cannot be used: " + what);
    }
}
