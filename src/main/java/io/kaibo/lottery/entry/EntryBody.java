package io.kaibo.lottery.entry;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.kaibo.message.MessageTemplate;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer enters a lottery with.
 *
 * @param text of the comment; it is looked at and not kept
 * @param templateId the template of which the viewer accepted a message about the result; null if none
 */
@RegisterForReflection
record EntryBody(@Nullable String text, @Nullable String templateId) implements CheckedBody {

    private static final int MOST_CHARACTERS = 200;

    private static final Pattern TEMPLATE_ID = Pattern.compile(MessageTemplate.ID);

    @Override
    public void check(FieldChecks fields) {
        fields.check(
                        "text",
                        text == null || text.codePointCount(0, text.length()) <= MOST_CHARACTERS,
                        "must have at most " + MOST_CHARACTERS + " characters")
                .match("templateId", templateId, TEMPLATE_ID);
    }

    /** Without what the viewer wrote. */
    @Override
    public String toString() {
        return "EntryBody";
    }
}
