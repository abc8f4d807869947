package io.kaibo.local;

import io.kaibo.http.Role;
import io.kaibo.sandbox.pay.PayKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** The secrets of the local stack. They are fixed and public: the stack listens on 127.0.0.1 only. */
public final class LocalSecrets {
    /** The bearer key of an operator who may do everything. */
    public static final String OPERATOR_KEY = operatorKey(Role.OPERATOR);

    /** The token that signs WeChat's message push. */
    public static final String PUSH_TOKEN = "localPushToken";

    /** The key that encrypts WeChat's message push. */
    public static final String PUSH_AES_KEY = "localLocalLocalLocalLocalLocalLocalLocalLoc";

    /** The key that makes pseudonyms of openids, in hex. */
    public static final String PERSON_KEY = HexFormat.of().formatHex(sha256("local person key"));

    /** The key that makes the aliases of lotteries, in hex. */
    public static final String ALIAS_KEY = HexFormat.of().formatHex(sha256("local alias key"));

    static final String WECHAT_SECRET = "0123456789abcdef0123456789abcdef";

    private LocalSecrets() {}

    /** The bearer key of an operator with one role: {@code local-anchor-key}. */
    public static String operatorKey(Role role) {
        return operatorName(role) + "-key";
    }

    /** The name of that operator: {@code local-anchor}. */
    public static String operatorName(Role role) {
        return "local-" + role.word();
    }

    private static String operatorKeys() {
        return Stream.of(Role.values())
                .map(role -> "\"%s\":{\"sha256\":\"%s\",\"roles\":[\"%s\"]}"
                        .formatted(
                                operatorName(role), HexFormat.of().formatHex(sha256(operatorKey(role))), role.word()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** The values by their names in SSM. */
    public static Map<String, String> parameters() {
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(sha256("local viewer key"));
        return Map.of(
                "/kaibo/local/wechat-secret",
                WECHAT_SECRET,
                "/kaibo/local/person-key",
                PERSON_KEY,
                "/kaibo/local/alias-key",
                ALIAS_KEY,
                "/kaibo/local/push-token",
                PUSH_TOKEN,
                "/kaibo/local/push-aes-key",
                PUSH_AES_KEY,
                "/kaibo/local/pay-merchant-key",
                PayKeys.merchantKeys(),
                "/kaibo/local/pay-api-key",
                PayKeys.API_KEY,
                "/kaibo/local/pay-public-keys",
                PayKeys.publicKeys(),
                "/kaibo/local/viewer-keys",
                "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"local-1\",\"k\":\"" + key + "\"}]}",
                "/kaibo/local/operator-keys",
                operatorKeys());
    }

    /** Puts the secrets into that parameter store; a secret that is there already stays as it is. */
    static void putInto(SsmClient ssm) {
        parameters().forEach((name, value) -> {
            try {
                ssm.putParameter(b -> b.name(name).value(value).type(ParameterType.SECURE_STRING));
            } catch (ParameterAlreadyExistsException kept) {
                // a developer may have changed it
            }
        });
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
