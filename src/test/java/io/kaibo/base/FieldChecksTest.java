package io.kaibo.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FieldChecksTest {
    private static final Pattern WORD = Pattern.compile("[a-z]{2}");

    private final FieldChecks fields = new FieldChecks();

    @Test
    void fieldsThatKeepTheirRulesPass() {
        fields.require("a", "")
                .match("b", "ab", WORD)
                .range("c", 1, 1, 2)
                .range("c", 2, 1, 2)
                .size("d", Map.of("x", 1), 1, 1);

        assertThat(fields.broken()).isEmpty();
    }

    @Test
    void aFieldThatIsAbsentBreaksNoRuleButThatItMustBeThere() {
        fields.match("b", null, WORD).range("c", null, 1, 2).size("d", null, 1, 1);
        assertThat(fields.broken()).isEmpty();

        fields.require("a", null);
        assertThat(fields.broken()).containsExactly(new FieldChecks.BrokenRule("a", "is missing"));
    }

    @Test
    void ofAFieldThatBreaksSeveralRulesTheFirstIsTold() {
        fields.words("a", "", 1, 60).words("b", " ", 1, 60);
        assertThat(fields.broken())
                .containsExactly(
                        new FieldChecks.BrokenRule("a", "must have from 1 to 60 characters"),
                        new FieldChecks.BrokenRule("b", "must not be blank"));
    }

    @Test
    void wordsHaveALetterOrADigit() {
        fields.words("a", "一", 1, 9).words("b", "1 ！", 1, 9).words("c", null, 1, 9);
        assertThat(fields.broken()).isEmpty();
        fields.words("a", "🎁", 1, 9).words("b", "！", 1, 9);
        assertThat(fields.broken()).extracting(FieldChecks.BrokenRule::field).containsExactly("a", "b");
    }

    @Test
    void allFieldsThatBreakARuleAreNamedInOrder() {
        fields.size("e", Map.of(), 1, 2)
                .range("d", 3, 1, 2)
                .range("c", 0, 1, 2)
                .match("b", "abc", WORD, "must be short")
                .match("a", "abc", WORD);

        assertThat(fields.broken())
                .containsExactly(
                        new FieldChecks.BrokenRule("a", "must match \"[a-z]{2}\""),
                        new FieldChecks.BrokenRule("b", "must be short"),
                        new FieldChecks.BrokenRule("c", "must be from 1 to 2"),
                        new FieldChecks.BrokenRule("d", "must be from 1 to 2"),
                        new FieldChecks.BrokenRule("e", "must have from 1 to 2 fields"));
    }
}
