package io.kaibo.reminder.template;

import io.kaibo.room.Announcement;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;

/** {@link ReminderTemplate} as an operator sends it. */
@RegisterForReflection
public record TemplateBody(
        @NotNull Announcement.Kind kind,
        // a page of the mini-program's own: WeChat opens none of a plugin's
        @NotNull @Pattern(regexp = "[A-Za-z0-9_][^:\\p{Z}\\p{Cc}\\p{Cf}]{0,1023}")
        String page,

        @NotEmpty @Size(max = 20) Map<String, RoomSource> fields) {

    public ReminderTemplate template(String id) {
        return new ReminderTemplate(id, kind, page, fields);
    }
}
