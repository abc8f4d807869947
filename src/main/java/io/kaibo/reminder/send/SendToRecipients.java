package io.kaibo.reminder.send;

import io.kaibo.aws.Metrics;
import io.kaibo.message.MessageConfig;
import io.kaibo.message.MessageContent;
import io.kaibo.message.RecipientOutcome;
import io.kaibo.message.SendBrake;
import io.kaibo.message.SendMessage;
import io.kaibo.message.SendRun;
import io.kaibo.message.SendTable;
import io.kaibo.reminder.subscription.Subscription;
import io.kaibo.reminder.template.ComposeReminders;
import io.kaibo.room.Room;
import io.kaibo.wechat.Failure;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Gatherers;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends to the recipients of one page side by side, and hands those that are left back to the queue. */
@Singleton
class SendToRecipients {

    private static final Logger LOG = Logger.getLogger(SendToRecipients.class);

    /** What became of a page as a whole. */
    enum PageOutcome {
        DONE,
        /** The room does not fit a template: its reminders are halted now, and no recipient was claimed. */
        HALTED,
        /** WeChat gave no access token, or answers no send, and no recipient was claimed. */
        WECHAT_IS_AWAY
    }

    private final FindRecipients recipients;
    private final SendMessage sendMessage;
    private final ComposeReminders compose;
    private final SendBrake brake;
    private final PageQueue pages;
    private final MessageConfig config;

    SendToRecipients(
            FindRecipients recipients,
            SendMessage sendMessage,
            ComposeReminders compose,
            SendBrake brake,
            PageQueue pages,
            MessageConfig config) {
        this.recipients = recipients;
        this.sendMessage = sendMessage;
        this.compose = compose;
        this.brake = brake;
        this.pages = pages;
        this.config = config;
    }

    /**
     * Sends to all recipients that still wait.
     *
     * @param until when no further send begins
     * @throws IllegalStateException if a recipient failed and the page's time is over; the others are done
     */
    PageOutcome send(ReminderPage page, Room room, Instant until, Metrics.Line line) {
        if (!brake.allowsBatch()) {
            return PageOutcome.WECHAT_IS_AWAY;
        }
        List<Subscription> subscriptions = recipients.find(page);
        Optional<Map<String, MessageContent>> messages = compose.compose(room, subscriptions);
        if (messages.isEmpty()) {
            return PageOutcome.HALTED;
        }
        // before anyone is claimed: if this fails, the page comes back and each recipient waits as before
        SendRun<Subscription> run = new SendRun<>(
                recipients.batch(page),
                messageOf(messages.get()),
                recipients.findOpenids(subscriptions),
                until,
                config);
        try {
            finish(page, subscriptions, line, subscription -> sendMessage.send(subscription, run));
        } finally {
            report(page, run.refusal(), line);
        }
        return PageOutcome.DONE;
    }

    private static Function<Subscription, MessageContent> messageOf(Map<String, MessageContent> byTemplate) {
        return subscription -> Objects.requireNonNull(
                byTemplate.get(subscription.templateId()), "no message was made of the template");
    }

    /** Ends the wait of all recipients that still wait. @throws IllegalStateException as {@link #send} */
    void expire(ReminderPage page, Metrics.Line line) {
        SendTable<Subscription> table = recipients.batch(page).table();
        finish(page, recipients.find(page), line, subscription -> sendMessage.expire(subscription, table));
    }

    /** One line a page, so that a code that halts nothing is not found out by reminders that expire. */
    private static void report(ReminderPage page, @Nullable Failure refusal, Metrics.Line line) {
        if (refusal != null) {
            LOG.warnf("WeChat takes sends of %s later: %s", page, refusal);
            line.with("refusal", refusal.toString());
        }
    }

    private void finish(
            ReminderPage page,
            List<Subscription> subscriptions,
            Metrics.Line line,
            Function<Subscription, RecipientOutcome> one) {
        boolean again = pages.acceptsFailed(page);
        PageResults results = new PageResults(subscriptions.stream()
                .gather(Gatherers.mapConcurrent(
                        config.senders(), subscription -> result(page, subscription, one, again)))
                .toList());
        results.count(line);
        handBack(page, results);
        long failed = results.countFailed();
        if (failed > 0 && !again) {
            throw new IllegalStateException(failed + " recipients cannot be read or written");
        }
    }

    /** What one recipient's calls throw must not cut off the others, who may have been sent to. */
    private RecipientResult result(
            ReminderPage page, Subscription subscription, Function<Subscription, RecipientOutcome> one, boolean again) {
        try {
            return new RecipientResult(subscription, one.apply(subscription), false);
        } catch (RuntimeException e) {
            LOG.errorf(e, "a recipient of %s was not done", page);
            return new RecipientResult(
                    subscription,
                    again ? RecipientOutcome.backOff(config.backOff(page.round())) : RecipientOutcome.NOTHING,
                    true);
        }
    }

    /** Each remaining recipient is looked at again after a delay; those without a delay do not wait for the others. */
    private void handBack(ReminderPage page, PageResults results) {
        for (List<RecipientResult> some : results.splitLeft()) {
            pages.putBack(pageOf(page, some), PageResults.longestDelay(some));
        }
    }

    private static ReminderPage pageOf(ReminderPage page, List<RecipientResult> some) {
        ReminderPage smaller =
                page.narrowedTo(some.stream().map(RecipientResult::subscription).toList());
        return some.stream().anyMatch(result -> result.outcome().backOff()) ? smaller.nextRound() : smaller;
    }
}
