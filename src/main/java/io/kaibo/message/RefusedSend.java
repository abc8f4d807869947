package io.kaibo.message;

import io.kaibo.wechat.Failure;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * Decides what follows from a send that WeChat certainly did not make. A failure that is this person's alone ends the recipient; every
 * other gives the recipient back, and may stop the batch or halt it and those like it.
 */
@Singleton
class RefusedSend {

    private final SendBrake brake;
    private final MessageConfig config;
    private final Clock clock;

    RefusedSend(SendBrake brake, MessageConfig config, Clock clock) {
        this.brake = brake;
        this.config = config;
        this.clock = clock;
    }

    /** Ends or gives back the claim of a send that was not made. */
    <R extends Recipient> RecipientOutcome end(Claim<R> claim, SendRun<R> run, Failure why) {
        return switch (why) {
            // a code of a login that a send does not give
            case Failure.LoginCodeRefused strange -> strange(claim, run, strange);
            case Failure.NotAccepted never -> fail(claim, run, SendState.REFUSED, never.code());
            case Failure.ThisPerson never -> fail(claim, run, SendState.FAILED, never.code());
            case Failure.DeadToken _ -> throw new IllegalStateException("another token is tried");
            case Failure.RequestRefused strange -> strange(claim, run, strange);
            case Failure.MessageOrAccount refused -> halt(claim, run, refused);
            case Failure.SendsAtOnce _ -> {
                noteAnswer(run);
                yield giveBack(claim, run, run.backOff());
            }
            case Failure.QuotaUsedUp quota -> {
                run.noteRefusal(quota);
                Duration again = quota.isOfTheMinute() ? quota.retryAfter() : config.longestDelay();
                run.stop(again);
                yield giveBack(claim, run, again);
            }
            case Failure.Now now -> setback(claim, run, now);
            // never given back: WeChat may have heard it
            case Failure.Unknown _ -> throw new IllegalStateException("a send without an answer is unknown");
        };
    }

    private <R extends Recipient> RecipientOutcome fail(Claim<R> claim, SendRun<R> run, SendState state, int errcode) {
        noteAnswer(run);
        run.table().writeNotSent(claim, state, errcode, clock.instant());
        return RecipientOutcome.ended(state);
    }

    private <R extends Recipient> RecipientOutcome setback(Claim<R> claim, SendRun<R> run, Failure why) {
        run.noteRefusal(why);
        run.noteSetback();
        return giveBack(claim, run, run.backOff());
    }

    private <R extends Recipient> RecipientOutcome halt(
            Claim<R> claim, SendRun<R> run, Failure.MessageOrAccount refused) {
        run.stop(config.parking());
        // both, though the other fails: without the first the recipient would count as UNKNOWN
        try {
            return giveBack(claim, run, config.parking());
        } finally {
            run.halting().halt(reason(claim, refused));
        }
    }

    /** An errcode that no rule names may be this person's alone, or concern all. */
    private <R extends Recipient> RecipientOutcome strange(Claim<R> claim, SendRun<R> run, Failure.Errcode strange) {
        run.noteRefusal(strange);
        RecipientOutcome waits = giveBack(claim, run, run.backOff());
        if (run.halting().noteStrangeCode(strange.code(), claim.recipient().person())) {
            run.stop(config.parking());
            run.halting().halt(reason(claim, strange));
        }
        return waits;
    }

    /** What an operator needs to mend it. WeChat's words name the field, and no person. */
    private static String reason(Claim<?> claim, Failure.Errcode why) {
        String refused =
                "WeChat refuses messages of the template " + claim.recipient().templateId() + " with " + why.code();
        return why.words().isEmpty() ? refused + "." : refused + ": " + why.words();
    }

    private <R extends Recipient> RecipientOutcome giveBack(Claim<R> claim, SendRun<R> run, Duration again) {
        run.table().giveBack(claim);
        return RecipientOutcome.backOff(again);
    }

    private void noteAnswer(SendRun<?> run) {
        brake.release();
        run.noteAnswer();
    }
}
