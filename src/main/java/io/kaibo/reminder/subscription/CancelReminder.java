package io.kaibo.reminder.subscription;

import io.kaibo.aws.WriteResult;
import io.kaibo.http.Problem;
import io.kaibo.http.Viewer;
import io.kaibo.reminder.ReminderProblem;
import io.kaibo.room.Announcement;
import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;

/** Takes a subscription back. */
@Singleton
class CancelReminder {

    private final SubscriptionTable table;

    CancelReminder(SubscriptionTable table) {
        this.table = table;
    }

    /** @throws Problem 409 if its message is under way, or its end is known; with its state */
    void cancel(RoomId room, Announcement.Kind kind, Viewer viewer) {
        if (table.cancel(room, kind, viewer.person()) instanceof WriteResult.Existing<Subscription>(var subscription)) {
            throw Problem.conflict(
                    ReminderProblem.REMINDER_NOT_CANCELLABLE,
                    "The reminder cannot be taken back any more.",
                    "state",
                    subscription.state());
        }
    }
}
