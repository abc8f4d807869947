package io.kaibo.reminder.template;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.kaibo.room.Announcement;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;

/** {@link ReminderTemplate} as an operator sends it. */
@RegisterForReflection
public record TemplateBody(Announcement.Kind kind, String page, Map<String, RoomSource> fields) implements CheckedBody {

    @Override
    public void check(FieldChecks checks) {
        checks.require("kind", kind)
                .require("page", page)
                .match("page", page, ReminderTemplate.PAGE.pattern(), ReminderTemplate.PAGE.rule())
                .require("fields", fields)
                .size("fields", fields, 1, 20);
    }

    public ReminderTemplate template(String id) {
        return new ReminderTemplate(id, kind, page, fields);
    }
}
