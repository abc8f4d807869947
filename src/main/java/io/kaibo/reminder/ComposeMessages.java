package io.kaibo.reminder;

import io.kaibo.room.Room;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the messages of a page, one a template, before anybody of the page is claimed. */
@Singleton
class ComposeMessages {

    private final TemplateTable templates;
    private final HaltReminders halt;

    ComposeMessages(TemplateTable templates, HaltReminders halt) {
        this.templates = templates;
        this.halt = halt;
    }

    /** The messages by the ids of their templates; empty if one cannot be made, and the room's reminders are halted. */
    Optional<Map<String, MessageTemplate.Rendered.Values>> forRoom(Room room, List<Subscription> subscriptions) {
        List<String> ids = subscriptions.stream()
                .filter(subscription -> subscription.state() == SendState.WAITING)
                .map(Subscription::templateId)
                .distinct()
                .toList();
        Map<String, MessageTemplate> known = templates.byId(ids);
        Map<String, MessageTemplate.Rendered.Values> messages = new HashMap<>();
        for (String id : ids) {
            MessageTemplate template = known.get(id);
            if (template == null) {
                halt.haltRoom(room.id(), "The template " + id + " is not configured any more.");
                return Optional.empty();
            }
            switch (template.render(room)) {
                case MessageTemplate.Rendered.Values values -> messages.put(id, values);
                case MessageTemplate.Rendered.DoesNotFit misfit -> {
                    halt.haltRoom(
                            room.id(),
                            "The room does not fit the field " + misfit.field() + " of template " + id + ".");
                    return Optional.empty();
                }
            }
        }
        return Optional.of(messages);
    }
}
