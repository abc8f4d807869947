package io.kaibo.message;

import io.kaibo.aws.WriteResult;
import io.kaibo.wechat.AccessToken;
import io.kaibo.wechat.Failure;
import io.kaibo.wechat.NoTokenException;
import io.kaibo.wechat.SendAnswer;
import io.kaibo.wechat.SubscriptionMessages;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends to one person at most once: writes that a send begins, sends, writes what became of it. If a crash comes between the two writes,
 * the send counts as UNKNOWN once its lease has lapsed: a send that WeChat may have heard is never made again.
 */
@Singleton
public class SendMessage {

    private final SubscriptionMessages weChat;
    private final RefusedSend refused;
    private final SendBrake brake;
    private final MessageConfig config;
    private final Clock clock;

    SendMessage(SubscriptionMessages weChat, RefusedSend refused, SendBrake brake, MessageConfig config, Clock clock) {
        this.weChat = weChat;
        this.refused = refused;
        this.brake = brake;
        this.config = config;
        this.clock = clock;
    }

    /** Sends to a recipient who still waits. */
    public <R extends Recipient> RecipientOutcome send(R recipient, SendRun<R> run) {
        if (recipient.state() != SendState.WAITING) {
            return outcomeOf(recipient, run.table(), clock.instant());
        }
        if (run.isUnknown(recipient)) {
            return RecipientOutcome.backOff(run.backOff());
        }
        if (run.openid(recipient).isEmpty()) {
            return endUnsent(recipient, run.table(), SendState.FAILED);
        }
        run.awaitTurn();
        try {
            return sendInTurn(recipient, run);
        } catch (RuntimeException e) {
            // a claim whose answer is lost may have taken effect: the next recipient must not meet the same
            run.noteSetback();
            throw e;
        } finally {
            run.endTurn();
        }
    }

    private <R extends Recipient> RecipientOutcome sendInTurn(R recipient, SendRun<R> run) {
        @Nullable Duration again = run.delayOfTheRest(clock.instant());
        if (again != null) {
            return left(again, run);
        }
        AccessToken token;
        try {
            token = weChat.obtainToken();
        } catch (NoTokenException e) {
            run.stop(run.backOff());
            return RecipientOutcome.backOff(run.backOff());
        }
        // WeChat may have taken its time to give the token
        Instant now = clock.instant();
        again = run.delayOfTheRest(now);
        if (again != null) {
            return left(again, run);
        }
        return switch (run.table().claim(recipient, now, now.plus(config.lease()))) {
            case ClaimResult.Claimed<R>(var claim) -> {
                run.noteClaim();
                yield send(claim, token, run);
            }
            case ClaimResult.Existing<R>(var found) -> outcomeOf(found, run.table(), now);
        };
    }

    /** A batch that stopped comes back in its next round; one whose time ran out while it sent goes on at once, in the same. */
    private static RecipientOutcome left(Duration again, SendRun<?> run) {
        if (!again.isZero()) {
            return RecipientOutcome.backOff(again);
        }
        return run.hasClaimed() ? RecipientOutcome.leftFor(again) : RecipientOutcome.backOff(run.backOff());
    }

    /** Ends the wait of a recipient who still waits: the time of the message is over. */
    public <R extends Recipient> RecipientOutcome expire(R recipient, SendTable<R> table) {
        return recipient.state() == SendState.WAITING
                ? endUnsent(recipient, table, SendState.EXPIRED)
                : outcomeOf(recipient, table, clock.instant());
    }

    private <R extends Recipient> RecipientOutcome endUnsent(R recipient, SendTable<R> table, SendState state) {
        Instant now = clock.instant();
        return switch (table.endUnsent(recipient, state, now)) {
            case WriteResult.Written<Optional<R>> _ -> RecipientOutcome.ended(state);
            case WriteResult.Existing<Optional<R>>(var found) -> outcomeOf(found, table, now);
        };
    }

    private <R extends Recipient> RecipientOutcome outcomeOf(Optional<R> found, SendTable<R> table, Instant now) {
        return found.map(recipient -> outcomeOf(recipient, table, now)).orElse(RecipientOutcome.NOTHING);
    }

    /** What is left to do for a recipient who no longer waits, or waits anew. */
    private <R extends Recipient> RecipientOutcome outcomeOf(R recipient, SendTable<R> table, Instant now) {
        if (recipient.state() == SendState.WAITING) {
            // since the batch was read, the person cancelled and asked again with another template, or the message lost
            // its point
            return RecipientOutcome.leftFor(config.backOff());
        }
        if (recipient.state() != SendState.SENDING) {
            return RecipientOutcome.NOTHING;
        }
        if (!recipient.isLost(now)) {
            return RecipientOutcome.leftFor(Duration.between(now, Objects.requireNonNull(recipient.leaseEnds())));
        }
        return table.writeLost(recipient, now) ? RecipientOutcome.ended(SendState.UNKNOWN) : RecipientOutcome.NOTHING;
    }

    private <R extends Recipient> RecipientOutcome send(Claim<R> claim, AccessToken token, SendRun<R> run) {
        return switch (weChat.sendOnce(token, message(claim.recipient(), run))) {
            case SendAnswer.Sent sent -> {
                brake.release();
                run.noteAnswer();
                run.table().writeSent(claim, sent.msgId(), clock.instant());
                yield RecipientOutcome.ended(SendState.SENT);
            }
            case SendAnswer.Failed(Failure.Unknown _) -> {
                brake.apply();
                run.noteSetback();
                run.table().writeUnknown(claim, clock.instant());
                yield RecipientOutcome.ended(SendState.UNKNOWN);
            }
            case SendAnswer.Failed(Failure.DeadToken dead) -> {
                run.noteRefusal(dead);
                run.noteDeadToken(token);
                run.table().giveBack(claim);
                // with another token, which is waited for while the recipient is unclaimed
                yield sendInTurn(claim.recipient(), run);
            }
            case SendAnswer.Failed(Failure why) -> refused.end(claim, run, why);
        };
    }

    private <R extends Recipient> SubscriptionMessages.Message message(R recipient, SendRun<R> run) {
        MessageContent content = run.message(recipient);
        return new SubscriptionMessages.Message(
                run.openid(recipient).orElseThrow(),
                recipient.templateId(),
                content.page(),
                content.values(),
                config.miniProgramState());
    }
}
