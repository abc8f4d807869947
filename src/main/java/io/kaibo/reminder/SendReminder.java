package io.kaibo.reminder;

import io.kaibo.wechat.Failure;
import io.kaibo.wechat.SubscriptionMessages;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sends to one recipient: writes that he is being sent to, sends, writes what became of it. Between the two writes a crash leaves
 * him to nobody, and once the lease has lapsed he counts as UNKNOWN: never is a send made again that may have been heard.
 */
@Singleton
class SendReminder {

    /** 45011 is of a minute. */
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final int QUOTA_OF_THE_MINUTE = 45011;

    private final SendTable table;
    private final SubscriptionMessages weChat;
    private final HaltReminders halt;
    private final ReminderConfig config;
    private final Clock clock;

    SendReminder(SendTable table, SubscriptionMessages weChat, HaltReminders halt, ReminderConfig config, Clock clock) {
        this.table = table;
        this.weChat = weChat;
        this.halt = halt;
        this.config = config;
        this.clock = clock;
    }

    Outcome to(Subscription subscription, Run run) {
        Instant now = clock.instant();
        if (subscription.state() != State.WAITING) {
            return inOtherHands(subscription, now);
        }
        @Nullable Duration again = run.leaves(now);
        if (again != null) {
            return Outcome.leftFor(again);
        }
        return switch (table.claim(subscription, now, now.plus(config.lease()))) {
            case SendTable.Claiming.Mine mine -> send(mine.claim(), run);
            case SendTable.Claiming.Others others -> otherwise(others, now);
        };
    }

    /** The page's time is over, and with it that of whoever waits in it. */
    Outcome tooLate(Subscription subscription) {
        Instant now = clock.instant();
        if (subscription.state() != State.WAITING) {
            return inOtherHands(subscription, now);
        }
        return table.expire(subscription, now)
                .map(others -> otherwise(others, now))
                .orElse(Outcome.ended(State.EXPIRED));
    }

    private Outcome otherwise(SendTable.Claiming.Others others, Instant now) {
        return others.found().map(found -> inOtherHands(found, now)).orElse(Outcome.NOTHING);
    }

    private Outcome inOtherHands(Subscription subscription, Instant now) {
        if (subscription.state() == State.WAITING) {
            // he cancelled and asked again since the page was read, with another template
            return Outcome.leftFor(config.backOff());
        }
        if (subscription.state() != State.SENDING) {
            return Outcome.NOTHING;
        }
        if (!subscription.isLost(now)) {
            return Outcome.leftFor(Duration.between(now, Objects.requireNonNull(subscription.leaseEnds())));
        }
        return table.lost(subscription, now) ? Outcome.ended(State.UNKNOWN) : Outcome.NOTHING;
    }

    private Outcome send(SendTable.Claim claim, Run run) {
        Subscription subscription = claim.subscription();
        MessageTemplate.Rendered.Values message = run.message(subscription);
        SubscriptionMessages.Outcome outcome = weChat.send(new SubscriptionMessages.Message(
                subscription.openid(),
                subscription.templateId(),
                message.page(),
                message.values(),
                config.miniProgramState()));
        return switch (outcome) {
            case SubscriptionMessages.Outcome.Sent sent -> {
                table.sent(claim, sent.msgId(), clock.instant());
                yield Outcome.ended(State.SENT);
            }
            case SubscriptionMessages.Outcome.Unknown unknown -> {
                table.unknown(claim, clock.instant());
                yield Outcome.ended(State.UNKNOWN);
            }
            case SubscriptionMessages.Outcome.NotSent notSent -> notSent(claim, run, notSent.why());
        };
    }

    private Outcome notSent(SendTable.Claim claim, Run run, Failure why) {
        return switch (why) {
            case Failure.NotAccepted never -> never(claim, State.REFUSED, never.code());
            case Failure.MessageRefused refused -> {
                halt.because(run.page().roomId(), "WeChat refuses the message with " + refused.code() + ".");
                run.stop(config.parking());
                yield later(claim, config.parking());
            }
            case Failure.QuotaUsedUp quota -> {
                Duration again = quota.code() == QUOTA_OF_THE_MINUTE ? MINUTE : config.longestDelay();
                run.stop(again);
                yield later(claim, again);
            }
            case Failure.SendsAtOnce atOnce ->
                later(claim, config.backOff(run.page().round()));
            case Failure.Busy busy -> later(claim, config.backOff(run.page().round()));
            case Failure.DeadToken dead ->
                later(claim, config.backOff(run.page().round()));
            case Failure.Unreached unreached ->
                later(claim, config.backOff(run.page().round()));
            case Failure.Unanswered unanswered ->
                later(claim, config.backOff(run.page().round()));
            case Failure.Errcode his -> never(claim, State.FAILED, his.code());
        };
    }

    private Outcome never(SendTable.Claim claim, State state, int errcode) {
        table.notSent(claim, state, errcode, clock.instant());
        return Outcome.ended(state);
    }

    private Outcome later(SendTable.Claim claim, Duration again) {
        table.giveBack(claim);
        return Outcome.backOff(again);
    }
}
