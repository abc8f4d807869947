package io.kaibo.lottery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeywordTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "开播|开播",
                "我要抽奖，开播啦！|开播",
                "开 播|开播",
                "开　播|开播",
                "开\u200B播|开播",
                "开\u200D\uFEFF\u2060播|开播",
                "开\u00A0\t播|开播",
                "开播|开\u200B 播",
                "KAIBO 618|kaibo618",
                "ｋａｉｂｏ６１８|Kaibo618",
                "kaibo618|ＫＡＩＢＯ　６１８",
                "ｶｲﾎﾞ|カイボ",
                "STRASSE|straSSe",
                "İstanbul|i\u0307stanbul",
                "①等奖|1等奖",
                "cafe\u0301|CAFÉ",
                "❤\uFE0F加油|❤加油",
                "𝐊aibo|kaibo",
                "\u202E开播|开播",
            })
    void aCommentHasTheKeywordHoweverItIsWritten(String comment, String keyword) {
        assertThat(Keyword.isIn(comment, keyword)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "播开|开播",
                "开|开播",
                "开,播|开播",
                "開播|开播",
                "kaib0|kaibo",
                "''|开播",
                "\u200B \u3000|开播",
                "开播|开播开播",
            })
    void aCommentWithoutItDoesNot(String comment, String keyword) {
        assertThat(Keyword.isIn(comment, keyword)).isFalse();
    }
}
