package io.kaibo.reminder.template;

import io.kaibo.http.Problem;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;

/** Reads and writes the templates. None is written that WeChat would refuse. */
@Singleton
public class ConfigureTemplates {

    private final ReminderTemplateTable table;

    ConfigureTemplates(ReminderTemplateTable table) {
        this.table = table;
    }

    public List<ReminderTemplate> findAll() {
        return table.findAll().stream()
                .sorted(Comparator.comparing(ReminderTemplate::kind).thenComparing(ReminderTemplate::id))
                .toList();
    }

    /** @throws Problem 422 naming what is wrong with it */
    public ReminderTemplate put(ReminderTemplate template) {
        List<Problem.FieldError> wrong = template.findFaultsOfMembers().entrySet().stream()
                .map(fault -> new Problem.FieldError(fault.getKey(), fault.getValue()))
                .toList();
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        table.put(template);
        return template;
    }

    /** Deletes a template. Rooms whose subscribers accepted a message of it are halted once they are sent to. */
    public void delete(String id) {
        table.delete(id);
    }
}
