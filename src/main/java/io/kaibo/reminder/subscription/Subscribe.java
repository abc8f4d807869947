package io.kaibo.reminder.subscription;

import io.kaibo.aws.WriteResult;
import io.kaibo.http.Problem;
import io.kaibo.http.Viewer;
import io.kaibo.message.SendState;
import io.kaibo.reminder.ReminderProblem;
import io.kaibo.reminder.ReminderWindow;
import io.kaibo.reminder.template.KnownReminderTemplates;
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
 * Subscribes a viewer to a room that has not begun. The subscription is written first, and the room is read after it. So if the room
 * reads as not yet on air, the dispatch, which reads the subscriptions later, finds this one. In the other order the room could go on
 * air between the two.
 */
@Singleton
class Subscribe {

    private final SubscriptionTable table;
    private final KnownReminderTemplates templates;
    private final Rooms rooms;
    private final Clock clock;

    Subscribe(SubscriptionTable table, KnownReminderTemplates templates, Rooms rooms, Clock clock) {
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
    Subscription subscribe(RoomId room, Announcement.Kind kind, Viewer viewer, String templateId) {
        if (templates.find(kind).stream().noneMatch(template -> template.id().equals(templateId))) {
            throw Problem.invalid(List.of(new Problem.FieldError(
                    "templateId",
                    "must be one of those that GET /reminders/{roomId} names; a change of them takes a few seconds")));
        }
        RoomHead before = rooms.shown(room);
        // as the table has it
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (!ReminderWindow.of(rooms, before, kind).acceptsSubscriptions(now)) {
            // a viewer who subscribed before is told how that subscription stands
            return table.find(room, viewer.person())
                    .filter(subscription -> subscription.kind() == kind)
                    .findFirst()
                    .orElseThrow(() -> tooLate(before));
        }
        WriteResult<Subscription> put = table.put(room, kind, viewer.person(), templateId, now);
        // read after the write: a sync writes that the room is on air before anything reads the subscriptions
        Optional<RoomHead> after = rooms.findConsistently(room).filter(RoomHead::isShown);
        return switch (put) {
            case WriteResult.Existing<Subscription>(var existing) ->
                after.map(_ -> existing).orElseThrow(Rooms::noSuchRoom);
            case WriteResult.Written<Subscription> _
            when isOpen(after, kind) ->
                new Subscription(room, kind, viewer.person(), templateId, SendState.WAITING, now, null);
            case WriteResult.Written<Subscription> _ -> withdraw(room, kind, viewer, after);
        };
    }

    private boolean isOpen(Optional<RoomHead> room, Announcement.Kind kind) {
        return room.filter(head -> ReminderWindow.of(rooms, head, kind).acceptsSubscriptions(clock.instant()))
                .isPresent();
    }

    /** Cancels a subscription that was put too late, unless it is being sent after all. */
    private Subscription withdraw(RoomId room, Announcement.Kind kind, Viewer viewer, Optional<RoomHead> head) {
        return switch (table.cancel(room, kind, viewer.person())) {
            case WriteResult.Existing<Subscription>(var sent) -> sent;
            case WriteResult.Written<Subscription> _ ->
                throw head.map(Subscribe::tooLate).orElseGet(Rooms::noSuchRoom);
        };
    }

    private static Problem tooLate(RoomHead head) {
        return Problem.conflict(
                ReminderProblem.REMINDERS_CLOSED,
                "The room takes no such reminders now.",
                "roomStatus",
                head.room().status());
    }
}
