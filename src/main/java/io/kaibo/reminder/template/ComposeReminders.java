package io.kaibo.reminder.template;

import io.kaibo.message.MessageContent;
import io.kaibo.message.Rendered;
import io.kaibo.message.SendState;
import io.kaibo.reminder.halt.HaltReminders;
import io.kaibo.reminder.subscription.Subscription;
import io.kaibo.room.Room;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the messages of a page, one a template, before any recipient of the page is claimed. */
@Singleton
public class ComposeReminders {

    private final ReminderTemplateTable templates;
    private final HaltReminders halt;

    ComposeReminders(ReminderTemplateTable templates, HaltReminders halt) {
        this.templates = templates;
        this.halt = halt;
    }

    /** The messages by the ids of their templates; empty if one cannot be made, and the room's reminders are halted. */
    public Optional<Map<String, MessageContent>> compose(Room room, List<Subscription> subscriptions) {
        List<String> ids = subscriptions.stream()
                .filter(subscription -> subscription.state() == SendState.WAITING)
                .map(Subscription::templateId)
                .distinct()
                .toList();
        Map<String, ReminderTemplate> known = templates.findById(ids);
        Map<String, MessageContent> messages = new HashMap<>();
        for (String id : ids) {
            ReminderTemplate template = known.get(id);
            if (template == null) {
                halt.haltRoom(room.id(), "The template " + id + " is not configured any more.");
                return Optional.empty();
            }
            switch (template.render(room)) {
                case MessageContent content -> messages.put(id, content);
                case Rendered.DoesNotFit(String field) -> {
                    halt.haltRoom(room.id(), "The room does not fit the field " + field + " of template " + id + ".");
                    return Optional.empty();
                }
            }
        }
        return Optional.of(messages);
    }
}
