package io.kaibo.reminder.send;

import io.kaibo.aws.QueueMessages;
import io.kaibo.room.Announcement;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/** {@code reminder-dispatch}: messages of the queue {@code room-on-air}. */
@Singleton
public class ReminderDispatchFunction {

    static final String NAME = "reminder-dispatch";

    private final DispatchReminders dispatch;

    ReminderDispatchFunction(DispatchReminders dispatch) {
        this.dispatch = dispatch;
    }

    @Funq(NAME)
    public void dispatch(Announcement announcement) {
        QueueMessages.consume(announcement, dispatch::dispatch);
    }
}
