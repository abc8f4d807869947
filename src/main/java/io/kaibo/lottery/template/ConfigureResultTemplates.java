package io.kaibo.lottery.template;

import io.kaibo.http.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;

/** Reads and writes the templates of messages to winners. None is written that WeChat would refuse. */
@Singleton
public class ConfigureResultTemplates {

    private final ResultTemplateTable table;
    private final Clock clock;

    ConfigureResultTemplates(ResultTemplateTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    public List<ResultTemplate> findAll() {
        return table.findAll().stream()
                .sorted(Comparator.comparing(ResultTemplate::id))
                .toList();
    }

    /** @throws Problem 422 naming what is wrong with it */
    public ResultTemplate put(ResultTemplate template) {
        List<Problem.FieldError> wrong = template.findFaultsOfMembers().entrySet().stream()
                .map(fault -> new Problem.FieldError(fault.getKey(), fault.getValue()))
                .toList();
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        table.put(template);
        return template;
    }

    /** Deletes a template. A lottery whose winners accepted a message of it tells none until it is there again. */
    public void delete(String id) {
        table.markDeleted(id, clock.instant());
    }
}
