package io.kaibo.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrmsgTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist rid: 5f8e2c0a-7f2a3b4c-1d2e3f4a",
                "invalid ip 2001:db8:85a3:8d3:1319:8a2e:370:7348, not in whitelist rid: 60b0a5ba-4c2ad8a4-7f0eee3",
                "argument invalid! data.character_string12.value is empty rid: 5f8e2c0a-7f2a3b4c-1d2e3f4a",
                "api is unauthorized to component hint: [wx1234567890abcdef]",
                "获取房间失败"
            })
    void theNameOfTheCauseStays(String errmsg) {
        assertThat(shown(errmsg)).isEqualTo(errmsg);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "invalid openid oV7t8Fq1mQxGzYhJkLpRs-_uWc2E hint,invalid openid … hint",
                "oV7t8Fq1mQxGzYhJkLpRs-_uWc2E,…",
                "secret=0123456789abcdef0123456789abcdef rid: 5f8e2c0a-7f2a3b4c-1d2e3f4a,secret=… rid:"
                        + " 5f8e2c0a-7f2a3b4c-1d2e3f4a",
                "access_token 68_cJ0-Q4k9b2YzR7Wm_xTq1LpVsN8aHdGfEuKiOoP3 is dead,access_token … is dead"
            })
    void aTextThatMayBeATokenAnOpenidOrASecretIsRemoved(String errmsg, String shown) {
        assertThat(shown(errmsg)).isEqualTo(shown);
    }

    @Test
    void anErrmsgIsOneLineWithoutControlCharacters() {
        assertThat(shown("  invalid\r\n\tip\u0000\u001b[31m\u2028203.0.113.7\ud800 "))
                .isEqualTo("invalid ip [31m 203.0.113.7");
    }

    @Test
    void anErrmsgIsShortAndCutBetweenCharacters() {
        assertThat(shown("字".repeat(200))).hasSize(200).endsWith("字");
        assertThat(shown("字".repeat(201))).hasSize(200).endsWith("字…");
        assertThat(shown("a " + "😀".repeat(200))).hasSize(199).endsWith("😀…");
        assertThat(shown("ab " + "😀".repeat(200))).hasSize(200).endsWith("😀…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "{\"a\":1}", "[\"a\"]", "\"\""})
    void anErrmsgThatIsNoTextIsEmpty(String errmsg) throws Exception {
        assertThat(Errmsg.format(new ObjectMapper().readTree(errmsg))).isEmpty();
        assertThat(Errmsg.format(null)).isEmpty();
    }

    private static String shown(String errmsg) {
        return Errmsg.format(TextNode.valueOf(errmsg));
    }
}
