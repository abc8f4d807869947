package io.kaibo.reminder.subscription;

import io.kaibo.http.Problem;
import io.kaibo.http.Viewer;
import io.kaibo.message.MessageTemplate;
import io.kaibo.reminder.ReminderWindow;
import io.kaibo.reminder.template.KnownReminderTemplates;
import io.kaibo.room.Announcement;
import io.kaibo.room.RoomHead;
import io.kaibo.room.RoomId;
import io.kaibo.room.Rooms;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what a viewer can be reminded of in a room, and what became of their subscriptions. */
@Singleton
class FindReminders {

    private final SubscriptionTable table;
    private final KnownReminderTemplates templates;
    private final Rooms rooms;
    private final Clock clock;

    FindReminders(SubscriptionTable table, KnownReminderTemplates templates, Rooms rooms, Clock clock) {
        this.table = table;
        this.templates = templates;
        this.rooms = rooms;
        this.clock = clock;
    }

    /** @throws Problem 404 if there is no such room */
    ShownReminder.ShownReminders find(RoomId room, Viewer viewer) {
        RoomHead head = rooms.shown(room);
        Map<Announcement.Kind, Subscription> subscriptions =
                table.find(room, viewer.person()).collect(Collectors.toMap(Subscription::kind, Function.identity()));
        return new ShownReminder.ShownReminders(
                room,
                head.room().status(),
                Stream.of(Announcement.Kind.values())
                        .map(kind -> shown(head, kind, subscriptions.get(kind)))
                        .toList());
    }

    private ShownReminder shown(RoomHead head, Announcement.Kind kind, @Nullable Subscription subscription) {
        Instant now = clock.instant();
        ReminderWindow window = ReminderWindow.of(rooms, head, kind);
        List<String> templateIds =
                templates.find(kind).stream().map(MessageTemplate::id).toList();
        return new ShownReminder(
                kind,
                window.acceptsSubscriptions(now) && !templateIds.isEmpty(),
                templateIds,
                subscription != null,
                subscription == null ? null : subscription.stateAt(now, window.isOver(now)),
                subscription == null ? null : subscription.askedAt());
    }
}
