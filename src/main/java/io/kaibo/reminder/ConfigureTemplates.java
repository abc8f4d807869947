package io.kaibo.reminder;

import io.kaibo.http.Problem;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps the templates, none of which WeChat would refuse as it is written. */
@Singleton
class ConfigureTemplates {

    private final TemplateTable table;

    ConfigureTemplates(TemplateTable table) {
        this.table = table;
    }

    List<MessageTemplate> all() {
        return table.all().stream()
                .sorted(Comparator.comparing(MessageTemplate::kind).thenComparing(MessageTemplate::id))
                .toList();
    }

    /** @throws Problem 422 naming what is wrong with it */
    MessageTemplate put(MessageTemplate template) {
        List<Problem.FieldError> wrong = new ArrayList<>();
        if (!MessageTemplate.isId(template.id())) {
            wrong.add(new Problem.FieldError("templateId", "is no id that WeChat gives"));
        }
        template.wrongFields().forEach((field, what) -> wrong.add(new Problem.FieldError("fields." + field, what)));
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        table.put(template);
        return template;
    }

    /** Rooms whose subscribers accepted messages of it are halted when their turn comes. */
    void delete(String id) {
        table.delete(id);
    }
}
