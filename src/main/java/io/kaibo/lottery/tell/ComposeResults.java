package io.kaibo.lottery.tell;

import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.Prize;
import io.kaibo.lottery.template.ResultTemplate;
import io.kaibo.lottery.template.ResultTemplateTable;
import io.kaibo.lottery.template.WonPrize;
import io.kaibo.message.MessageContent;
import io.kaibo.message.Rendered;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the messages of winners, before any of them is claimed. */
@Singleton
class ComposeResults {

    /**
     * @param messages by their winners
     * @param problem in words, for operators: why the others have none; null if each has one
     */
    record Composed(
            Map<ToldWinner, MessageContent> messages,
            @Nullable String problem) {}

    private final ResultTemplateTable templates;

    ComposeResults(ResultTemplateTable templates) {
        this.templates = templates;
    }

    /** @param winners who all accepted the template */
    Composed compose(Lottery lottery, String templateId, List<ToldWinner> winners) {
        Map<ToldWinner, MessageContent> messages = new HashMap<>();
        ResultTemplate template = templates.findById(List.of(templateId)).get(templateId);
        if (template == null) {
            return new Composed(messages, "The template " + templateId + " is not configured any more.");
        }
        @Nullable String problem = null;
        for (ToldWinner winner : winners) {
            Prize prize = lottery.plan().prizeOf(winner.slot());
            WonPrize won =
                    new WonPrize(lottery.id(), lottery.plan().title(), prize.tier(), prize.name(), winner.deadline());
            switch (template.render(won)) {
                case MessageContent content -> messages.put(winner, content);
                case Rendered.DoesNotFit(String field) ->
                    problem = "The prize " + prize.name() + " does not fit the field " + field + " of template "
                            + templateId + ".";
            }
        }
        return new Composed(messages, problem);
    }
}
