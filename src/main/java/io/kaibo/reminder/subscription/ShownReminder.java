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
 * A reminder as its viewer is shown it.
 *
 * @param open whether he can subscribe now
 * @param templateIds of which one he is to be asked to accept a message ({@code wx.requestSubscribeMessage})
 * @param subscribed whether he is subscribed, or was
 * @param state what became of it; null if he is not subscribed
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
    record Many(RoomId roomId, RoomStatus roomStatus, List<ShownReminder> reminders) {}
}
