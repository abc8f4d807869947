package io.kaibo.reminder.subscription;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.kaibo.message.MessageTemplate;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Pattern;

/** The template of which the viewer accepted a message. */
@RegisterForReflection
record AcceptedTemplate(String templateId) implements CheckedBody {

    private static final Pattern ID = Pattern.compile(MessageTemplate.ID);

    @Override
    public void check(FieldChecks fields) {
        fields.require("templateId", templateId).match("templateId", templateId, ID);
    }
}
