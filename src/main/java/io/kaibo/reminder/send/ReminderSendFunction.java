package io.kaibo.reminder.send;

import io.kaibo.aws.Metrics;
import io.kaibo.aws.QueueMessages;
import io.kaibo.aws.Words;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/** {@code reminder-send}: messages of the queue {@code reminder-pages}. */
@Singleton
public class ReminderSendFunction {

    private static final String NAME = "reminder-send";

    private final SendPage sendPage;
    private final Metrics metrics;

    ReminderSendFunction(SendPage sendPage, Metrics metrics) {
        this.sendPage = sendPage;
        this.metrics = metrics;
    }

    @Funq(NAME)
    public void send(ReminderPage page) {
        QueueMessages.consume(page, this::sendCounted);
    }

    private void sendCounted(ReminderPage page) {
        Metrics.Line line =
                metrics.begin(NAME).with("room", page.roomId().value()).with("kind", Words.of(page.kind()));
        try {
            sendPage.send(page, line);
        } finally {
            line.print();
        }
    }
}
