package io.kaibo.reminder.template;

import io.kaibo.message.KnownTemplates;
import io.kaibo.message.MessageConfig;
import io.kaibo.room.Announcement;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** The templates of reminders, as viewers need them. */
@Singleton
public class KnownReminderTemplates extends KnownTemplates<ReminderTemplate> {

    KnownReminderTemplates(ReminderTemplateTable table, MessageConfig config, Clock clock) {
        super(table, config, clock);
    }

    /** Those that announce this. */
    public List<ReminderTemplate> find(Announcement.Kind kind) {
        return findAll().stream().filter(template -> template.kind() == kind).toList();
    }
}
