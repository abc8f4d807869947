package io.kaibo.reminder.subscription;

import io.kaibo.message.SendState;
import io.kaibo.room.Announcement;
import io.kaibo.room.RoomId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** What a viewer is answered who subscribes. */
@RegisterForReflection
public record Subscribed(RoomId roomId, Announcement.Kind kind, String templateId, SendState state, Instant askedAt) {

    static Subscribed of(Subscription subscription) {
        return new Subscribed(
                subscription.room(),
                subscription.kind(),
                subscription.templateId(),
                subscription.state(),
                subscription.askedAt());
    }
}
