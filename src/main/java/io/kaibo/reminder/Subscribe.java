package io.kaibo.reminder;

import io.kaibo.http.Problem;
import io.kaibo.http.Viewer;
import io.kaibo.room.Announcement;
import io.kaibo.room.RoomHead;
import io.kaibo.room.RoomId;
import io.kaibo.room.Rooms;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Subscribes a viewer to a room, as long as it has not begun. The subscription is put first and the room is looked at after it: then
 * whoever reads that the room is not on air yet is found by whoever announces it. The other way round, the room could go on air in
 * between.
 */
@Singleton
class Subscribe {

    private final SubscriptionTable table;
    private final KnownTemplates templates;
    private final Rooms rooms;
    private final Clock clock;

    Subscribe(SubscriptionTable table, KnownTemplates templates, Rooms rooms, Clock clock) {
        this.table = table;
        this.templates = templates;
        this.rooms = rooms;
        this.clock = clock;
    }

    /**
     * The viewer's subscription: the existing one, or a new one.
     *
     * @throws Problem 404 if there is no such room; 409 if it takes no such reminders any more, with its status; 422 if a message
     *     of the template is none of this kind
     */
    Subscription to(RoomId room, Announcement.Kind kind, Viewer viewer, String templateId) {
        if (templates.of(kind).stream().noneMatch(template -> template.id().equals(templateId))) {
            throw Problem.invalid(List.of(new Problem.FieldError(
                    "templateId",
                    "must be one of those that GET /reminders/{roomId} names; a change of them takes a few seconds")));
        }
        RoomHead before = rooms.shown(room);
        // as the table has it
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (!ReminderWindow.of(rooms, before, kind).acceptsSubscriptions(now)) {
            // whoever is subscribed already is told how it stands
            return table.of(room, viewer.person())
                    .filter(subscription -> subscription.kind() == kind)
                    .findFirst()
                    .orElseThrow(() -> tooLate(before));
        }
        Optional<Subscription> there = table.put(room, kind, viewer.person(), templateId, now);
        Optional<RoomHead> after = rooms.consistently(room).filter(RoomHead::isShown);
        if (there.isPresent()) {
            return after.flatMap(shown -> there).orElseThrow(Rooms::noSuchRoom);
        }
        boolean isOpen = after.filter(
                        head -> ReminderWindow.of(rooms, head, kind).acceptsSubscriptions(clock.instant()))
                .isPresent();
        if (isOpen) {
            return new Subscription(room, kind, viewer.person(), templateId, SendState.WAITING, now, null, null);
        }
        // the viewer is told that it is too late: nothing of it may stay, unless it is being sent after all
        return table.cancel(room, kind, viewer.person())
                .orElseThrow(() -> after.map(Subscribe::tooLate).orElseGet(Rooms::noSuchRoom));
    }

    private static Problem tooLate(RoomHead head) {
        return Problem.conflict(
                ReminderProblem.REMINDERS_CLOSED,
                "The room takes no such reminders now.",
                "roomStatus",
                head.room().status());
    }
}
