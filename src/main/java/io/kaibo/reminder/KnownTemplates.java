package io.kaibo.reminder;

import io.kaibo.room.Announcement;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The templates as they were a moment ago: every viewer who subscribes needs them, and all of them stand under one key, which gives
 * three thousand reads a second.
 */
@Singleton
class KnownTemplates {

    private record Kept(List<MessageTemplate> templates, Instant readAt) {

        /** False also where the clock was set back. */
        boolean isRecent(Instant now, Duration kept) {
            return !now.isBefore(readAt) && now.isBefore(readAt.plus(kept));
        }
    }

    private final TemplateTable table;
    private final ReminderConfig config;
    private final Clock clock;
    private volatile @Nullable Kept kept;

    KnownTemplates(TemplateTable table, ReminderConfig config, Clock clock) {
        this.table = table;
        this.config = config;
        this.clock = clock;
    }

    /** Those that announce this. */
    List<MessageTemplate> of(Announcement.Kind kind) {
        Kept now = kept;
        Instant moment = clock.instant();
        if (now == null || !now.isRecent(moment, config.templatesKept())) {
            now = new Kept(table.all(), moment);
            kept = now;
        }
        return now.templates().stream()
                .filter(template -> template.kind() == kind)
                .toList();
    }
}
