package io.kaibo.reminder.template;

import io.kaibo.http.Problem;
import io.kaibo.message.MessageTemplate;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps the templates, none of which WeChat would refuse as it is written. */
@Singleton
public class ConfigureTemplates {

    private final ReminderTemplateTable table;

    ConfigureTemplates(ReminderTemplateTable table) {
        this.table = table;
    }

    public List<ReminderTemplate> all() {
        return table.findAll().stream()
                .sorted(Comparator.comparing(ReminderTemplate::kind).thenComparing(ReminderTemplate::id))
                .toList();
    }

    /** @throws Problem 422 naming what is wrong with it */
    public ReminderTemplate put(ReminderTemplate template) {
        List<Problem.FieldError> wrong = new ArrayList<>();
        if (!MessageTemplate.isId(template.id())) {
            wrong.add(new Problem.FieldError("templateId", "is no id that WeChat gives"));
        }
        template.findFaults().forEach((field, what) -> wrong.add(new Problem.FieldError("fields." + field, what)));
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        table.put(template);
        return template;
    }

    /** Rooms whose subscribers accepted messages of it are halted when their turn comes. */
    public void delete(String id) {
        table.delete(id);
    }
}
