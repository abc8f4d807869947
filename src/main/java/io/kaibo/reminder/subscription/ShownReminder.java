package io.kaibo.reminder.subscription;

import io.kaibo.message.SendState;
import io.kaibo.room.Announcement;
import io.kaibo.room.RoomId;
import io.kaibo.room.RoomStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reminder as its viewer sees it.
 *
 * @param open true if the viewer can subscribe now
 * @param templateIds templates; the mini-program asks the viewer to accept a message of one ({@code wx.requestSubscribeMessage})
 * @param subscribed true if the viewer is subscribed, or was
 * @param state what became of it; null if the viewer is not subscribed
 */
@RegisterForReflection
record ShownReminder(
        Announcement.Kind kind,
        boolean open,
        List<String> templateIds,
        boolean subscribed,
        @Nullable SendState state,
        @Nullable Instant askedAt) {

    /** Those of a room, one a kind. */
    record ShownReminders(RoomId roomId, RoomStatus roomStatus, List<ShownReminder> reminders) {}
}
