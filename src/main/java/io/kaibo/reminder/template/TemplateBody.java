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

    private static final String PLAIN = "[^:{}\\p{Z}\\p{Cc}\\p{Cf}]*";

    /** A page of the mini-program's own: WeChat opens none of a plugin's. The look ahead keeps a long text from the rest. */
    private static final Pattern PAGE =
            Pattern.compile("(?s)(?=.{1,1024}$)[A-Za-z0-9_]" + PLAIN + "(?:\\{roomId\\}" + PLAIN + ")*");

    private static final String PAGE_RULE =
            "must be a page such as pages/room?id={roomId}: without a slash before it, a colon, a"
                    + " space or braces but for {roomId}, and of at most 1024 characters";

    @Override
    public void check(FieldChecks checks) {
        checks.require("kind", kind)
                .require("page", page)
                .match("page", page, PAGE, PAGE_RULE)
                .require("fields", fields)
                .size("fields", fields, 1, 20);
    }

    public ReminderTemplate template(String id) {
        return new ReminderTemplate(id, kind, page, fields);
    }
}
