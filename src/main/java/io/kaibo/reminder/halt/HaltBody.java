package io.kaibo.reminder.halt;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Pattern;

/** Why an operator halts a room's reminders. */
@RegisterForReflection
public record HaltBody(String reason) implements CheckedBody {

    /**
     * Two hundred characters, code points as JSON Schema counts them, of which one can be seen. Controls, and what turns the direction of
     * text, would let a reason look like something else on an operator's screen.
     */
    private static final Pattern REASON =
            Pattern.compile("(?s)(?=.*[^\\p{Z}\\p{Cc}\\p{Cf}])[^\\p{Cc}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]{1,200}");

    @Override
    public void check(FieldChecks fields) {
        fields.require("reason", reason)
                .match(
                        "reason",
                        reason,
                        REASON,
                        "must have 1 to 200 characters, of which one can be seen, and no control characters");
    }
}
