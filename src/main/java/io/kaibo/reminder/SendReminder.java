package io.kaibo.reminder;

import io.kaibo.wechat.AccessToken;
import io.kaibo.wechat.Failure;
import io.kaibo.wechat.NoTokenException;
import io.kaibo.wechat.SubscriptionMessages;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sends to one recipient: writes that a send begins, sends, writes what became of it. If a crash comes between the two writes, the
 * send counts as UNKNOWN once its lease has lapsed: a send that WeChat may have heard is never made again.
 */
@Singleton
class SendReminder {

    private final SendTable table;
    private final SubscriptionMessages weChat;
    private final RefusedSend refused;
    private final SendBrake brake;
    private final ReminderConfig config;
    private final Clock clock;

    SendReminder(
            SendTable table,
            SubscriptionMessages weChat,
            RefusedSend refused,
            SendBrake brake,
            ReminderConfig config,
            Clock clock) {
        this.table = table;
        this.weChat = weChat;
        this.refused = refused;
        this.brake = brake;
        this.config = config;
        this.clock = clock;
    }

    RecipientOutcome send(Subscription subscription, SendRun run) {
        if (subscription.state() != SendState.WAITING) {
            return inOtherHands(subscription, clock.instant());
        }
        if (run.isUnknown(subscription)) {
            return RecipientOutcome.backOff(backOff(run));
        }
        if (run.openid(subscription).isEmpty()) {
            return endUnsent(subscription, SendState.FAILED);
        }
        run.awaitTurn();
        try {
            return sendInTurn(subscription, run);
        } catch (RuntimeException e) {
            // a claim whose answer is lost may have taken effect: the next recipient must not meet the same
            run.noteSetback(backOff(run));
            throw e;
        } finally {
            run.endTurn();
        }
    }

    private RecipientOutcome sendInTurn(Subscription subscription, SendRun run) {
        @Nullable Duration again = run.delayOfTheRest(clock.instant());
        if (again != null) {
            return left(again, run);
        }
        AccessToken token;
        try {
            token = weChat.token();
        } catch (NoTokenException e) {
            run.stop(backOff(run));
            return RecipientOutcome.backOff(backOff(run));
        }
        // WeChat may have taken its time to give the token
        Instant now = clock.instant();
        again = run.delayOfTheRest(now);
        if (again != null) {
            return left(again, run);
        }
        return switch (table.claim(subscription, now, now.plus(config.lease()))) {
            case ClaimResult.Claimed mine -> {
                run.noteClaim();
                yield send(mine.claim(), token, run);
            }
            case ClaimResult.Existing others -> otherwise(others, now);
        };
    }

    /** A page that stopped comes back in its next round; one whose time ran out while it sent goes on at once, in the same. */
    private RecipientOutcome left(Duration again, SendRun run) {
        if (!again.isZero()) {
            return RecipientOutcome.backOff(again);
        }
        return run.hasClaimed() ? RecipientOutcome.leftFor(again) : RecipientOutcome.backOff(backOff(run));
    }

    /** Writes that the time of a recipient who still waits is over. */
    RecipientOutcome expire(Subscription subscription) {
        return subscription.state() == SendState.WAITING
                ? endUnsent(subscription, SendState.EXPIRED)
                : inOtherHands(subscription, clock.instant());
    }

    private RecipientOutcome endUnsent(Subscription subscription, SendState state) {
        Instant now = clock.instant();
        return table.endUnsent(subscription, state, now)
                .map(others -> otherwise(others, now))
                .orElse(RecipientOutcome.ended(state));
    }

    private RecipientOutcome otherwise(ClaimResult.Existing others, Instant now) {
        return others.found().map(found -> inOtherHands(found, now)).orElse(RecipientOutcome.NOTHING);
    }

    private RecipientOutcome inOtherHands(Subscription subscription, Instant now) {
        if (subscription.state() == SendState.WAITING) {
            // the viewer cancelled and asked again since the page was read, with another template
            return RecipientOutcome.leftFor(config.backOff());
        }
        if (subscription.state() != SendState.SENDING) {
            return RecipientOutcome.NOTHING;
        }
        if (!subscription.isLost(now)) {
            return RecipientOutcome.leftFor(Duration.between(now, Objects.requireNonNull(subscription.leaseEnds())));
        }
        return table.lost(subscription, now) ? RecipientOutcome.ended(SendState.UNKNOWN) : RecipientOutcome.NOTHING;
    }

    private RecipientOutcome send(Claim claim, AccessToken token, SendRun run) {
        Subscription subscription = claim.subscription();
        MessageTemplate.Rendered.Values message = run.message(subscription);
        return switch (weChat.send(
                token,
                new SubscriptionMessages.Message(
                        run.openid(subscription).orElseThrow(),
                        subscription.templateId(),
                        message.page(),
                        message.values(),
                        config.miniProgramState()))) {
            case SubscriptionMessages.Outcome.Sent sent -> {
                brake.release();
                run.noteAnswer();
                table.sent(claim, sent.msgId(), clock.instant());
                yield RecipientOutcome.ended(SendState.SENT);
            }
            case SubscriptionMessages.Outcome.Failed(Failure.Unknown _) -> {
                brake.apply();
                run.noteSetback(backOff(run));
                table.unknown(claim, clock.instant());
                yield RecipientOutcome.ended(SendState.UNKNOWN);
            }
            case SubscriptionMessages.Outcome.Failed(Failure.DeadToken dead) -> {
                run.noteRefusal(dead);
                run.noteDeadToken(token, backOff(run));
                table.giveBack(claim);
                // with another token, which is waited for while the recipient is unclaimed
                yield sendInTurn(subscription, run);
            }
            case SubscriptionMessages.Outcome.Failed(Failure why) -> refused.end(claim, run, why);
        };
    }

    private Duration backOff(SendRun run) {
        return config.backOff(run.page().round());
    }
}
