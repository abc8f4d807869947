package io.kaibo.reminder.halt;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Pattern;

/** Why an operator halts a room's reminders. */
@RegisterForReflection
public record HaltBody(String reason) implements CheckedBody {

    /** Two hundred characters, code points as JSON Schema counts them, of which one can be seen. */
    private static final Pattern REASON = Pattern.compile("(?s)(?=.*[^\\p{Z}\\p{Cc}\\p{Cf}]).{1,200}");

    @Override
    public void check(FieldChecks fields) {
        fields.require("reason", reason)
                .match("reason", reason, REASON, "must have 1 to 200 characters, of which one can be seen");
    }
}
