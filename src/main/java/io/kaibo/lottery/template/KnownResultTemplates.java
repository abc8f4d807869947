package io.kaibo.lottery.template;

import io.kaibo.http.Problem;
import io.kaibo.message.KnownTemplates;
import io.kaibo.message.MessageConfig;
import io.kaibo.message.MessageTemplate;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The templates of messages to winners, as viewers need them. */
@Singleton
public class KnownResultTemplates extends KnownTemplates<ResultTemplate> {

    KnownResultTemplates(ResultTemplateTable table, MessageConfig config, Clock clock) {
        super(table, config, clock);
    }

    /** The ids, in their order. */
    public List<String> findIds() {
        return findAll().stream().map(MessageTemplate::id).sorted().toList();
    }

    /**
     * Checks the template that a viewer names.
     *
     * @param templateId null if the viewer accepted none
     * @throws Problem 422 if it is none of these templates
     */
    public void check(@Nullable String templateId) {
        if (templateId != null && !findIds().contains(templateId)) {
            throw Problem.invalid(
                    List.of(
                            new Problem.FieldError(
                                    "templateId",
                                    "must be one of those that GET /lotteries/{lotteryId} names; a change of them takes a few seconds")));
        }
    }
}
