package io.kaibo.reminder;

import io.kaibo.aws.Metrics;
import io.kaibo.aws.Words;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** {@code reminder-send}: messages of the queue {@code reminder-pages}. */
@Singleton
public class ReminderSendFunction {

    private static final Logger LOG = Logger.getLogger(ReminderSendFunction.class);

    private final SendPage sendPage;
    private final Metrics metrics;

    ReminderSendFunction(SendPage sendPage, Metrics metrics) {
        this.sendPage = sendPage;
        this.metrics = metrics;
    }

    @Funq("reminder-send")
    public void send(Page page) {
        Metrics.Line line =
                metrics.of("reminder-send").with("room", page.roomId().value()).with("kind", Words.of(page.kind()));
        try {
            sendPage.send(page, line);
        } catch (RuntimeException e) {
            // funqy tells the queue which message failed, and leaves the reason out
            LOG.errorf(e, "a page of %s failed", page.roomId());
            throw e;
        } finally {
            line.print();
        }
    }
}
