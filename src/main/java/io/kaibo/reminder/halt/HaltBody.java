package io.kaibo.reminder.halt;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** Why an operator halts a room's reminders. */
@RegisterForReflection
public record HaltBody(
        @NotNull @Pattern(regexp = REASON, message = "must have 1 to 200 characters, of which one can be seen")
        String reason) {

    /** Two hundred characters, code points as JSON Schema counts them, of which one can be seen. */
    private static final String REASON = "(?s)(?=.*[^\\p{Z}\\p{Cc}\\p{Cf}]).{1,200}";
}
