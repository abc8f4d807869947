package io.kaibo.reminder;

import io.kaibo.http.Problem;
import io.kaibo.http.Viewer;
import io.kaibo.room.OnAir;
import io.kaibo.room.RoomHead;
import io.kaibo.room.RoomHeads;
import io.kaibo.room.RoomId;
import io.kaibo.room.RoomStatus;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what a viewer can be reminded of in a room, and whether he is. */
@Singleton
class FindReminders {

    private final SubscriptionTable table;
    private final KnownTemplates templates;
    private final RoomHeads rooms;
    private final Clock clock;

    FindReminders(SubscriptionTable table, KnownTemplates templates, RoomHeads rooms, Clock clock) {
        this.table = table;
        this.templates = templates;
        this.rooms = rooms;
        this.clock = clock;
    }

    /** @throws Problem 404 if there is no such room */
    ShownReminder.Many of(RoomId room, Viewer viewer) {
        RoomHead head = rooms.lately(room)
                .filter(RoomHead::isShown)
                .orElseThrow(() -> Problem.notFound("There is no such room."));
        Map<OnAir.Kind, Subscription> his =
                table.of(room, viewer.openid()).collect(Collectors.toMap(Subscription::kind, Function.identity()));
        RoomStatus status = Objects.requireNonNull(head.room()).status();
        return new ShownReminder.Many(
                room,
                status,
                Stream.of(OnAir.Kind.values())
                        .map(kind -> shown(head, kind, his.get(kind)))
                        .toList());
    }

    private ShownReminder shown(RoomHead head, OnAir.Kind kind, @Nullable Subscription subscription) {
        Instant now = clock.instant();
        return new ShownReminder(
                kind,
                rooms.takeReminders(head, kind, now),
                templates.of(kind).stream().map(MessageTemplate::id).toList(),
                subscription != null,
                subscription == null ? null : subscription.stateAt(now, rooms.isOver(head, kind, now)),
                subscription == null ? null : subscription.askedAt());
    }
}
