package io.kaibo.message;

import io.kaibo.base.Spans;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A feature's templates as this instance read them, at most {@code kaibo.message.templates-kept} ago. Every viewer who subscribes needs
 * them, and all of them have one key, which gives three thousand reads a second.
 */
public abstract class KnownTemplates<T extends MessageTemplate<?>> {

    private record Kept<T>(List<T> templates, Instant readAt) {}

    private final TemplateTable<T> table;
    private final MessageConfig config;
    private final Clock clock;
    private volatile @Nullable Kept<T> kept;

    protected KnownTemplates(TemplateTable<T> table, MessageConfig config, Clock clock) {
        this.table = table;
        this.config = config;
        this.clock = clock;
    }

    protected List<T> findAll() {
        Kept<T> now = kept;
        Instant moment = clock.instant();
        if (now == null || !Spans.covers(now.readAt(), config.templatesKept(), moment)) {
            now = new Kept<>(table.findAll(), moment);
            kept = now;
        }
        return now.templates();
    }
}
