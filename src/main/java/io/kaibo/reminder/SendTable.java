package io.kaibo.reminder;

import io.kaibo.aws.Condition;
import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The send states of subscriptions. Only the holder of a claim sends. */
@Singleton
class SendTable {

    /** One send for each subscription, whoever else has the same page, and with the template that it has now. */
    static final Condition TO_BE_SENT = new Condition("sendState = :waiting AND templateId = :templateId", "sendBy");

    /** It waits still. */
    static final Condition WAITING = new Condition("sendState = :waiting", "unsentBy");

    /** What WeChat answered holds for the one who asked it, though another may have called his send lost meanwhile. */
    static final Condition MINE = new Condition("sendBy = :claim", "endedBy");

    /** And nobody has called it lost meanwhile, nor has WeChat told by a callback that it came. */
    static final Condition MINE_AND_OPEN = new Condition("sendBy = :claim AND sendState = :sending", "unknownBy");

    /** The same, for a claim that is given back. */
    static final Condition MINE_TO_GIVE_BACK = new Condition(MINE_AND_OPEN.expression(), "givenBackBy");

    /** The lease that was seen to lapse is still the one that holds. */
    static final Condition STILL_LOST = new Condition("sendState = :sending AND leaseEnds = :lapsed", "lostBy");

    private final Table reminders;

    SendTable(Tables tables) {
        this.reminders = tables.open(ReminderItems.TABLE);
    }

    /** The subscriptions of a page, read consistently, those that came later between its ends as well. */
    List<Subscription> of(ReminderPage page) {
        return reminders
                .query(Query.by("pk = :shard AND sk BETWEEN :first AND :last")
                        .consistently()
                        .with(":shard", ReminderItems.shard(page.roomId(), page.kind(), page.shard()))
                        .with(":first", page.first().value())
                        .with(":last", page.last().value()))
                .map(ReminderItems::subscription)
                .toList();
    }

    /**
     * Writes that a subscription is about to be sent, and by whom.
     *
     * @throws RuntimeException if that is not certain; the claim, if there is one, is given back: WeChat has not heard of it
     */
    ClaimResult claim(Subscription subscription, Instant now, Instant leaseEnds) {
        Claim mine = new Claim(subscription, ConditionalWrite.newWriter());
        try {
            return claim(mine, now, leaseEnds);
        } catch (RuntimeException uncertain) {
            try {
                giveBack(mine);
            } catch (RuntimeException e) {
                uncertain.addSuppressed(e);
            }
            throw uncertain;
        }
    }

    private ClaimResult claim(Claim mine, Instant now, Instant leaseEnds) {
        Subscription subscription = mine.subscription();
        ConditionalWrite write = reminders.update(
                key(subscription),
                Update.set("sendState = :sending, sendingAt = :now, leaseEnds = :leaseEnds")
                        .with(":templateId", subscription.templateId())
                        .with(":waiting", SendState.WAITING)
                        .with(":sending", SendState.SENDING)
                        .with(":now", now)
                        .with(":leaseEnds", leaseEnds),
                TO_BE_SENT,
                mine.claim());
        return switch (write) {
            case ConditionalWrite.Done done -> new ClaimResult.Claimed(mine);
            case ConditionalWrite.Refused refused -> new ClaimResult.Existing(there(refused));
        };
    }

    /**
     * WeChat took the message.
     *
     * @param msgId null if it gave no number
     */
    void sent(Claim claim, @Nullable Long msgId, Instant now) {
        Update update = ended(claim, SendState.SENT, now);
        if (msgId != null) {
            update.andSet("msgId = :msgId").with(":msgId", msgId);
        }
        reminders.update(key(claim.subscription()), update, MINE);
    }

    /**
     * WeChat did not take it and never will.
     *
     * @param state {@link SendState#REFUSED} or {@link SendState#FAILED}
     * @param errcode WeChat's reason
     */
    void notSent(Claim claim, SendState state, int errcode, Instant now) {
        reminders.update(
                key(claim.subscription()),
                ended(claim, state, now).andSet("errcode = :errcode").with(":errcode", errcode),
                MINE);
    }

    /** Nobody knows whether WeChat took it. */
    void unknown(Claim claim, Instant now) {
        reminders.update(
                key(claim.subscription()),
                ended(claim, SendState.UNKNOWN, now).with(":sending", SendState.SENDING),
                MINE_AND_OPEN);
    }

    /** WeChat did not take it now, and may the next time. */
    void giveBack(Claim claim) {
        reminders.update(
                key(claim.subscription()),
                Update.set("sendState = :waiting")
                        .andRemove("sendBy, sendingAt, leaseEnds")
                        .with(":waiting", SendState.WAITING)
                        .with(":sending", SendState.SENDING)
                        .with(":claim", claim.claim()),
                MINE_TO_GIVE_BACK);
    }

    /** Whoever was sending it is gone, and nobody knows how far he came; false if another wrote so, or his answer came after all. */
    boolean lost(Subscription subscription, Instant now) {
        return reminders
                .update(
                        key(subscription),
                        Update.set("sendState = :unknown, endedAt = :now")
                                .with(":unknown", SendState.UNKNOWN)
                                .with(":sending", SendState.SENDING)
                                .with(":lapsed", Objects.requireNonNull(subscription.leaseEnds()))
                                .with(":now", now),
                        STILL_LOST)
                .done();
    }

    /**
     * Its wait ends without a send; empty if that is written, or what was there in its place.
     *
     * @param state {@link SendState#EXPIRED}, or {@link SendState#FAILED} for a person who was erased
     */
    Optional<ClaimResult.Existing> endUnsent(Subscription subscription, SendState state, Instant now) {
        ConditionalWrite write = reminders.update(
                key(subscription),
                Update.set("sendState = :state, endedAt = :now")
                        .with(":waiting", SendState.WAITING)
                        .with(":state", state)
                        .with(":now", now),
                WAITING);
        return write instanceof ConditionalWrite.Refused refused
                ? Optional.of(new ClaimResult.Existing(there(refused)))
                : Optional.empty();
    }

    private static Optional<Subscription> there(ConditionalWrite.Refused refused) {
        return refused.found().has("sendState")
                ? Optional.of(ReminderItems.subscription(refused.found()))
                : Optional.empty();
    }

    private static Update ended(Claim claim, SendState state, Instant now) {
        return Update.set("sendState = :state, endedAt = :now")
                .with(":state", state)
                .with(":now", now)
                .with(":claim", claim.claim());
    }

    private static Map<String, AttributeValue> key(Subscription subscription) {
        return ReminderItems.subscriptionKey(subscription.room(), subscription.kind(), subscription.person());
    }
}
