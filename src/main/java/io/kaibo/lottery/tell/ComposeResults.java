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

/** Makes the messages of a lottery's winners, before any of them is claimed. */
@Singleton
class ComposeResults {

    /** All messages, or why one cannot be made. */
    sealed interface Composed {

        /** @param messages by their winners */
        record Messages(Map<ToldWinner, MessageContent> messages) implements Composed {}

        /** @param reason in words, for operators */
        record CannotBeMade(String reason) implements Composed {}
    }

    private final ResultTemplateTable templates;

    ComposeResults(ResultTemplateTable templates) {
        this.templates = templates;
    }

    Composed compose(Lottery lottery, List<ToldWinner> winners) {
        Map<String, ResultTemplate> known = templates.findById(
                winners.stream().map(ToldWinner::templateId).distinct().toList());
        Map<ToldWinner, MessageContent> messages = new HashMap<>();
        for (ToldWinner winner : winners) {
            ResultTemplate template = known.get(winner.templateId());
            if (template == null) {
                return new Composed.CannotBeMade(
                        "The template " + winner.templateId() + " is not configured any more.");
            }
            Prize prize = lottery.plan().prizes().get(lottery.plan().tierOf(winner.slot()));
            WonPrize won =
                    new WonPrize(lottery.id(), lottery.plan().title(), prize.tier(), prize.name(), winner.deadline());
            switch (template.render(won)) {
                case MessageContent content -> messages.put(winner, content);
                case Rendered.DoesNotFit(String field) -> {
                    return new Composed.CannotBeMade("The prize " + prize.name() + " does not fit the field " + field
                            + " of template " + template.id() + ".");
                }
            }
        }
        return new Composed.Messages(messages);
    }
}
