package io.kaibo.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaibo.aws.Secrets;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The operators' keys. The secret {@code operator-keys} is a JSON object from an operator's name to
 * {@code {"sha256": "<hex>", "roles": ["operator"]}}: the digest of their key and what they are there for. So reading the secret gives
 * no key away.
 */
@Singleton
public class OperatorKeys {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._-]{1,64}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Set<String> MEMBERS = Set.of("sha256", "roles");

    /** By the digests of their keys, in lower case. */
    private final Map<String, Operator> operators = new HashMap<>();

    OperatorKeys(Secrets secrets, ObjectMapper json) {
        JsonNode byName;
        try {
            byName = json.reader()
                    .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(secrets.get("operator-keys"));
        } catch (JsonProcessingException e) {
            // without its cause, which may quote the secret
            throw wrong("it is no JSON, or has a name twice");
        }
        if (!byName.isObject() || byName.isEmpty()) {
            throw wrong("it has no operator");
        }
        byName.properties().forEach(entry -> add(entry.getKey(), entry.getValue()));
    }

    private void add(String name, JsonNode entry) {
        if (!NAME.matcher(name).matches()) {
            throw wrong("a name is not of 1 to 64 letters, digits, dots, hyphens and underscores");
        }
        entry.fieldNames().forEachRemaining(member -> {
            if (!MEMBERS.contains(member)) {
                throw wrong("an operator has an unknown member");
            }
        });
        String digest = entry.path("sha256").asText();
        if (!SHA256.matcher(digest).matches()) {
            throw wrong("an operator has no sha256 of 64 hex digits");
        }
        Operator operator = new Operator(name, readRoles(entry.path("roles")));
        if (operators.put(HexFormat.of().formatHex(HexFormat.of().parseHex(digest)), operator) != null) {
            throw wrong("two operators have the same sha256");
        }
    }

    private static Set<Role> readRoles(JsonNode words) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (words.isArray()) {
            words.forEach(word ->
                    roles.add(Role.parse(word.asText()).orElseThrow(() -> wrong("an operator has an unknown role"))));
        }
        if (roles.isEmpty()) {
            throw wrong("an operator has no roles");
        }
        return roles;
    }

    private static IllegalStateException wrong(String what) {
        return new IllegalStateException("the secret operator-keys cannot be used: " + what);
    }

    /** The operator whose key the request brings. @throws Problem 401 without a known key */
    Operator authenticate(Request request) {
        byte[] presented = digest(request.requireBearer());
        @Nullable Operator known = null;
        for (Map.Entry<String, Operator> operator : operators.entrySet()) {
            // in constant time, and through all of them, so that the time taken tells nothing
            if (MessageDigest.isEqual(HexFormat.of().parseHex(operator.getKey()), presented)) {
                known = operator.getValue();
            }
        }
        if (known == null) {
            throw Problem.unauthorized("No operator has this key.");
        }
        return known;
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
