package io.kaibo.reminder;

import io.kaibo.room.RoomId;
import io.kaibo.wechat.Failure;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * Decides what follows from a send that WeChat certainly did not make. A failure that is this person's alone ends the recipient; every
 * other gives the recipient back, and may stop the page or halt the room.
 */
@Singleton
class RefusedSend {

    private final SendTable table;
    private final HaltReminders halt;
    private final SendBrake brake;
    private final ReminderConfig config;
    private final Clock clock;

    RefusedSend(SendTable table, HaltReminders halt, SendBrake brake, ReminderConfig config, Clock clock) {
        this.table = table;
        this.halt = halt;
        this.brake = brake;
        this.config = config;
        this.clock = clock;
    }

    /** Ends or gives back the claim of a send that was not made. */
    RecipientOutcome end(Claim claim, SendRun run, Failure why) {
        return switch (why) {
            // a code of a login that a send does not give
            case Failure.LoginCodeRefused strange -> strange(claim, run, strange);
            case Failure.NotAccepted never -> fail(claim, run, SendState.REFUSED, never.code());
            case Failure.ThisPerson never -> fail(claim, run, SendState.FAILED, never.code());
            case Failure.DeadToken _ -> throw new IllegalStateException("another token is tried");
            case Failure.Refused strange -> strange(claim, run, strange);
            case Failure.MessageOrAccount refused -> haltRoom(claim, run, refused);
            case Failure.SendsAtOnce _ -> {
                noteAnswer(run);
                yield giveBack(claim, backOff(run));
            }
            case Failure.QuotaUsedUp quota -> {
                run.noteRefusal(quota);
                Duration again = quota.isOfTheMinute() ? quota.retryAfter() : config.longestDelay();
                run.stop(again);
                yield giveBack(claim, again);
            }
            case Failure.Now now -> setback(claim, run, now);
            // never given back: WeChat may have heard it
            case Failure.Unknown _ -> throw new IllegalStateException("a send without an answer is unknown");
        };
    }

    private RecipientOutcome fail(Claim claim, SendRun run, SendState state, int errcode) {
        noteAnswer(run);
        table.notSent(claim, state, errcode, clock.instant());
        return RecipientOutcome.ended(state);
    }

    private RecipientOutcome setback(Claim claim, SendRun run, Failure why) {
        run.noteRefusal(why);
        run.noteSetback(backOff(run));
        return giveBack(claim, backOff(run));
    }

    private RecipientOutcome haltRoom(Claim claim, SendRun run, Failure.MessageOrAccount refused) {
        run.stop(config.parking());
        // both, though the other fails: without the first the recipient would count as UNKNOWN
        try {
            return giveBack(claim, config.parking());
        } finally {
            halt.haltRoom(run.page().roomId(), reason(claim, refused));
        }
    }

    /** An errcode that no rule names may be this person's alone, or concern the whole room. */
    private RecipientOutcome strange(Claim claim, SendRun run, Failure.Errcode strange) {
        run.noteRefusal(strange);
        RecipientOutcome waits = giveBack(claim, backOff(run));
        RoomId room = run.page().roomId();
        if (halt.noteStrangeCode(room, strange.code(), claim.subscription().person())) {
            run.stop(config.parking());
            halt.haltRoom(room, reason(claim, strange));
        }
        return waits;
    }

    /** What an operator needs to mend it. WeChat's words name the field, and no person. */
    private static String reason(Claim claim, Failure.Errcode why) {
        String refused = "WeChat refuses messages of the template "
                + claim.subscription().templateId() + " with " + why.code();
        return why.words().isEmpty() ? refused + "." : refused + ": " + why.words();
    }

    private RecipientOutcome giveBack(Claim claim, Duration again) {
        table.giveBack(claim);
        return RecipientOutcome.backOff(again);
    }

    private void noteAnswer(SendRun run) {
        brake.release();
        run.noteAnswer();
    }

    private Duration backOff(SendRun run) {
        return config.backOff(run.page().round());
    }
}
