package io.kaibo.lottery.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetCellTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "=HYPERLINK(\"http://example.com\")",
                "+86 13812345678",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\ttext",
                "\rtext",
                "\ntext",
                " =1",
                "\u00A0=1",
                "\u3000=1",
                "\u200B=1",
                "\uFEFF=1",
                "＝1",
                "＋1",
                "－1",
                "＠A1",
                "=",
                "=1\n2"
            })
    void whatCouldBeAFormulaBeginsWithAnApostrophe(String text) {
        assertThat(SpreadsheetCell.makeSafe(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "13812345678", "0755-1234567", "王小明", "a=b", "'=1", "1-2", "#1", "科苑路 1 号"})
    void allElseStaysAsItIs(String text) {
        assertThat(SpreadsheetCell.makeSafe(text)).isEqualTo(text);
    }
}
