package io.kaibo.reminder;

import io.kaibo.room.OnAir;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** {@code reminder-dispatch}: messages of the queue {@code room-on-air}. */
@Singleton
public class ReminderDispatchFunction {

    private static final Logger LOG = Logger.getLogger(ReminderDispatchFunction.class);

    private final DispatchReminders dispatch;

    ReminderDispatchFunction(DispatchReminders dispatch) {
        this.dispatch = dispatch;
    }

    @Funq("reminder-dispatch")
    public void dispatch(OnAir announcement) {
        try {
            dispatch.dispatch(announcement);
        } catch (RuntimeException e) {
            // funqy tells the queue which message failed, and leaves the reason out
            LOG.errorf(e, "announcing %s failed", announcement.roomId());
            throw e;
        }
    }
}
