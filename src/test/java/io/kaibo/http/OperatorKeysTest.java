package io.kaibo.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaibo.aws.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorKeysTest {

    private static final String DIGEST = "ab".repeat(32);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                                                                | no JSON, or has a name twice",
                "{'lin':{'sha256':'DIGEST','roles':['operator']}} x                               | no JSON, or has a name twice",
                "{'lin':{'sha256':'DIGEST','roles':['operator']},'lin':{}}                        | no JSON, or has a name twice",
                "{'lin':{'sha256':'DIGEST','sha256':'DIGEST','roles':['operator']}}               | no JSON, or has a name twice",
                "null                                                                             | no operator",
                "[]                                                                               | no operator",
                "{}                                                                               | no operator",
                "{'':{'sha256':'DIGEST','roles':['operator']}}                                    | a name is not of",
                "{'lin\\nwang':{'sha256':'DIGEST','roles':['operator']}}                          | a name is not of",
                "{'lin':null}                                                                     | no sha256",
                "{'lin':'DIGEST'}                                                                 | no sha256",
                "{'lin':{'roles':['operator']}}                                                   | no sha256",
                "{'lin':{'sha256':'ab','roles':['operator']}}                                     | no sha256",
                "{'lin':{'sha256':'not hex','roles':['operator']}}                                | no sha256",
                "{'lin':{'sha256':'DIGEST','roles':['operator'],'key':'x'}}                       | unknown member",
                "{'lin':{'sha256':'DIGEST'}}                                                      | no roles",
                "{'lin':{'sha256':'DIGEST','roles':[]}}                                           | no roles",
                "{'lin':{'sha256':'DIGEST','roles':'operator'}}                                   | no roles",
                "{'lin':{'sha256':'DIGEST','roles':['OPERATOR']}}                                 | unknown role",
                "{'lin':{'sha256':'DIGEST','roles':['operator',null]}}                            | unknown role",
                "{'lin':{'sha256':'DIGEST','roles':['operator','admin']}}                         | unknown role",
                "{'lin':{'sha256':'DIGEST','roles':['anchor']},'wang':{'sha256':'UPPER','roles':['auditor']}} | the same sha256",
            })
    void keysThatCannotWorkStopTheStartWithAReasonThatQuotesNothing(String keys, String reason) {
        String secret =
                keys.replace('\'', '"').replace("DIGEST", DIGEST).replace("UPPER", DIGEST.toUpperCase(Locale.ROOT));
        assertThatThrownBy(() -> read(secret))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the secret operator-keys cannot be used: ")
                .hasMessageContaining(reason)
                .hasNoCause()
                .message()
                .doesNotContain("lin", "wang", DIGEST, "admin", "OPERATOR", "key\"");
    }

    @Test
    void aKeyNamesItsOperatorWithEveryRole() {
        OperatorKeys keys = read("""
                {"林.a-1":{"sha256":"%s","roles":["auditor","anchor"]},"wang":{"sha256":"%s","roles":["operator"]}}
                """.formatted(sha256("one"), sha256("two").toUpperCase(Locale.ROOT)));
        Operator one = keys.authenticate(bearer("one"));
        assertThat(one.name()).isEqualTo("林.a-1");
        assertThat(one.roles()).containsExactlyInAnyOrder(Role.ANCHOR, Role.AUDITOR);
        assertThat(one.roleWords()).isEqualTo("anchor,auditor");
        assertThat(keys.authenticate(bearer("two")).name()).isEqualTo("wang");
        assertThatThrownBy(() -> keys.authenticate(bearer("three")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(401));
    }

    private static OperatorKeys read(String secret) {
        return new OperatorKeys(new Secrets(Map.of("operator-keys", secret)), new ObjectMapper());
    }

    private static Request bearer(String key) {
        return HttpEvents.bearer("authorization", key);
    }

    private static String sha256(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
