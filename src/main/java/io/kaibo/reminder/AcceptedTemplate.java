package io.kaibo.reminder;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Of which template the viewer accepted a message. */
@RegisterForReflection
record AcceptedTemplate(@NotBlank @Size(max = 64) String templateId) {}
