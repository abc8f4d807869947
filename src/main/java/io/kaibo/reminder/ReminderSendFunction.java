package io.kaibo.reminder;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** {@code reminder-send}: messages of the queue {@code reminder-pages}. */
@Singleton
public class ReminderSendFunction {

    private static final Logger LOG = Logger.getLogger(ReminderSendFunction.class);

    private final SendPage sendPage;

    ReminderSendFunction(SendPage sendPage) {
        this.sendPage = sendPage;
    }

    @Funq("reminder-send")
    public void send(Page page) {
        try {
            sendPage.send(page);
        } catch (RuntimeException e) {
            // funqy tells the queue which message failed, and nobody why
            LOG.errorf(e, "a page of %s failed", page.roomId());
            throw e;
        }
    }
}
