package io.kaibo.reminder.send;

import io.kaibo.aws.Metrics;
import io.kaibo.reminder.ReminderConfig;
import io.kaibo.reminder.ReminderWindow;
import io.kaibo.reminder.halt.HaltTable;
import io.kaibo.room.Room;
import io.kaibo.room.Rooms;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Decides what becomes of a page of reminders: it is sent, expired, dropped or put off. A page that is put off, or that fails, comes back
 * as a new message.
 */
@Singleton
class SendPage {

    private static final Logger LOG = Logger.getLogger(SendPage.class);

    private final Rooms rooms;
    private final HaltTable halts;
    private final SendToRecipients sendToRecipients;
    private final PageQueue pages;
    private final ReminderConfig config;
    private final Clock clock;

    SendPage(
            Rooms rooms,
            HaltTable halts,
            SendToRecipients sendToRecipients,
            PageQueue pages,
            ReminderConfig config,
            Clock clock) {
        this.rooms = rooms;
        this.halts = halts;
        this.sendToRecipients = sendToRecipients;
        this.pages = pages;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Sends the page, or puts it off.
     *
     * @param line counts what becomes of it
     * @throws RuntimeException if something fails and the page's time is over, or the page cannot be put off
     */
    void send(ReminderPage page, Metrics.Line line) {
        try {
            decide(page, line);
        } catch (RuntimeException e) {
            if (!pages.acceptsFailed(page)) {
                throw e;
            }
            LOG.errorf(e, "%s failed and is put off", page);
            line.count(ReminderMetric.PAGE_PUT_OFF, 1);
            pages.putOff(page, e);
        }
    }

    private void decide(ReminderPage page, Metrics.Line line) {
        Instant now = clock.instant();
        ReminderWindow window = rooms.findEventuallyConsistent(page.roomId())
                .map(head -> ReminderWindow.of(rooms, head, page.kind()))
                .filter(lately -> canBeSent(page, lately, now))
                // what ends a recipient's wait, or puts it off, is decided on what the room is now
                .or(() ->
                        rooms.findConsistently(page.roomId()).map(head -> ReminderWindow.of(rooms, head, page.kind())))
                .orElse(null);
        if (window == null) {
            sendToRecipients.expire(page, line);
        } else if (window.isPostponed(page.notAfter())) {
            // it is published anew for its new time, and until then its subscribers wait
            line.count(ReminderMetric.PAGE_POSTPONED, 1);
        } else if (!now.isBefore(page.notAfter()) || window.isOver(now)) {
            sendToRecipients.expire(page, line);
        } else if (!window.allowsSending()) {
            park(page, line);
        } else if (halts.find(page.roomId()).isPresent()) {
            parkHalted(page, line);
        } else {
            send(page, window.head().room(), now, line);
        }
    }

    private static boolean canBeSent(ReminderPage page, ReminderWindow window, Instant now) {
        return !window.isPostponed(page.notAfter())
                && now.isBefore(page.notAfter())
                && !window.isOver(now)
                && window.allowsSending();
    }

    private void send(ReminderPage page, Room room, Instant now, Metrics.Line line) {
        switch (sendToRecipients.send(page, room, now.plus(config.pagePatience()), line)) {
            case DONE -> {}
            case HALTED -> parkHalted(page, line);
            case WECHAT_IS_AWAY -> {
                line.count(ReminderMetric.PAGE_WECHAT_AWAY, 1);
                pages.putOff(page);
            }
        }
    }

    /** Every page that meets the halt says so: an alarm that was raised once could be lost with the instance that raised it. */
    private void parkHalted(ReminderPage page, Metrics.Line line) {
        line.count(ReminderMetric.PAGE_HALTED, 1);
        park(page, line);
    }

    private void park(ReminderPage page, Metrics.Line line) {
        line.count(ReminderMetric.PAGE_PARKED, 1);
        pages.park(page);
    }
}
