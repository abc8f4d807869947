package io.kaibo.reminder.template;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.kaibo.room.Announcement;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import java.util.regex.Pattern;

/** {@link ReminderTemplate} as an operator sends it. */
@RegisterForReflection
public record TemplateBody(Announcement.Kind kind, String page, Map<String, RoomSource> fields) implements CheckedBody {

    /** A page of the mini-program's own: WeChat opens none of a plugin's. */
    private static final Pattern PAGE = Pattern.compile("[A-Za-z0-9_][^:\\p{Z}\\p{Cc}\\p{Cf}]{0,1023}");

    @Override
    public void check(FieldChecks checks) {
        checks.require("kind", kind)
                .require("page", page)
                .match("page", page, PAGE)
                .require("fields", fields)
                .size("fields", fields, 1, 20);
    }

    public ReminderTemplate template(String id) {
        return new ReminderTemplate(id, kind, page, fields);
    }
}
