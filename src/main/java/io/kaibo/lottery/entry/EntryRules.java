package io.kaibo.lottery.entry;

import io.kaibo.http.Problem;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.AliasKey;
import io.kaibo.lottery.Keyword;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryKind;
import io.kaibo.lottery.LotteryPlan;
import io.kaibo.lottery.LotteryProblem;
import io.kaibo.lottery.template.KnownResultTemplates;
import io.kaibo.person.Person;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may enter a lottery, and with what. */
@Singleton
class EntryRules {

    private final Published published;
    private final KnownResultTemplates templates;
    private final AliasKey aliasKey;

    EntryRules(Published published, KnownResultTemplates templates, AliasKey aliasKey) {
        this.published = published;
        this.templates = templates;
        this.aliasKey = aliasKey;
    }

    /** What the lottery calls the person. */
    Alias alias(Lottery lottery, Person person) {
        return aliasKey.derive(lottery.id(), person);
    }

    /**
     * Checks that the person of an alias may enter with that.
     *
     * @throws Problem 403 if the person is of the staff; 422 if the comment breaks a rule of the lottery, or the template is none of results
     */
    void admit(Lottery lottery, Alias alias, EntryBody body) {
        checkText(lottery.plan(), body.text());
        templates.check(body.templateId());
        if (published.isStaff(lottery, alias)) {
            throw Problem.forbidden(LotteryProblem.STAFF_EXCLUDED, "The shop's own people cannot take part.");
        }
    }

    private static void checkText(LotteryPlan plan, @Nullable String text) {
        String keyword = plan.keyword();
        if (plan.kind() == LotteryKind.LIKE && text != null) {
            throw invalid("must be absent: this lottery asks for likes");
        }
        if (keyword == null) {
            return;
        }
        if (text == null) {
            throw invalid("must not be null: this lottery asks for a comment with its keyword");
        }
        if (!Keyword.isIn(text, keyword)) {
            throw invalid("must have the keyword of this lottery");
        }
    }

    private static Problem invalid(String detail) {
        return Problem.invalid(List.of(new Problem.FieldError("text", detail)));
    }
}
