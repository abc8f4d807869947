package io.kaibo.reminder;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Why an operator halts a room's reminders. */
@RegisterForReflection
record HaltBody(@NotBlank @Size(max = 200) String reason) {}
