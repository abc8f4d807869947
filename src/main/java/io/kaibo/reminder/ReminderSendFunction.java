package io.kaibo.reminder;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/** {@code reminder-send}: messages of the queue {@code reminder-pages}. */
@Singleton
public class ReminderSendFunction {

    private final SendPage sendPage;

    ReminderSendFunction(SendPage sendPage) {
        this.sendPage = sendPage;
    }

    @Funq("reminder-send")
    public void send(Page page) {
        sendPage.send(page);
    }
}
