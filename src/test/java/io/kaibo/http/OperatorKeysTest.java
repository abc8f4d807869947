package io.kaibo.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaibo.aws.Secrets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorKeysTest {

    private static final String DIGEST = "ab".repeat(32);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{",
                "{\"lin\":null}",
                "{\"lin\":\"ab\"}",
                "{\"lin\":\"not hex\"}",
                "{\"lin\":\"DIGEST\",\"lin\":\"DIGEST\"}",
                "{\"lin\":\"DIGEST\",\"wang\":null}"
            })
    void keysThatCannotWorkStopTheStartAndAreNotTold(String keys) {
        var secrets = new Secrets(Map.of("operator-keys", keys.replace("DIGEST", DIGEST)));
        assertThatThrownBy(() -> new OperatorKeys(secrets, new ObjectMapper()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the secret operator-keys is no object of different names and hex SHA-256 digests")
                .hasNoCause();
    }
}
