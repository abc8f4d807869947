package io.kaibo.reminder.subscription;

import io.kaibo.message.MessageTemplate;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** Of which template the viewer accepted a message. */
@RegisterForReflection
record AcceptedTemplate(
        @NotNull @Pattern(regexp = MessageTemplate.ID) String templateId) {}
