package io.kaibo.message;

import io.kaibo.aws.Condition;
import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Item;
import io.kaibo.aws.Table;
import io.kaibo.aws.Update;
import io.kaibo.aws.WriteResult;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The send states of a feature's recipients. Only the holder of a claim sends. A feature says by which key a recipient is found, and how
 * its items are read; the attributes {@code sendState}, {@code templateId}, {@code leaseEnds}, {@code sendingAt}, {@code endedAt},
 * {@code msgId} and {@code errcode} are the same for all.
 */
public abstract class SendTable<R extends Recipient> {

    /** One send for each recipient, however many instances try, and of the template that the recipient has now. */
    public static final Condition TO_BE_SENT =
            new Condition("sendState = :waiting AND templateId = :templateId", "sendBy");

    /** No send of it began. */
    public static final Condition WAITING = new Condition("sendState = :waiting", "unsentBy");

    /** WeChat's answer counts for the claim that asked, though another instance may have written UNKNOWN meanwhile. */
    public static final Condition MINE = new Condition("sendBy = :claim", "endedBy");

    /** No other instance has written UNKNOWN meanwhile, and no callback of WeChat's has written SENT. */
    public static final Condition MINE_AND_OPEN =
            new Condition("sendBy = :claim AND sendState = :sending", "unknownBy");

    /** As {@link #MINE_AND_OPEN}, for a claim that is given back. */
    public static final Condition MINE_TO_GIVE_BACK = new Condition(MINE_AND_OPEN.expression(), "givenBackBy");

    /** The lease that was seen to lapse is still the one that holds. */
    public static final Condition STILL_LOST = new Condition("sendState = :sending AND leaseEnds = :lapsed", "lostBy");

    private final Table table;

    protected SendTable(Table table) {
        this.table = table;
    }

    protected abstract Map<String, AttributeValue> key(R recipient);

    /** Reads an item that has a {@code sendState}. */
    protected abstract R recipient(Item item);

    /**
     * What must hold when a send begins: {@link #TO_BE_SENT}, or that and more if a message can lose its point while its recipient waits.
     *
     * @param claim takes the names and values of what is more
     */
    protected Condition toBeSent(Update claim) {
        return TO_BE_SENT;
    }

    /**
     * Writes that a send begins, and which claim makes it.
     *
     * @throws RuntimeException if that is not certain; the claim, if there is one, is given back: WeChat has not heard of it
     */
    public ClaimResult<R> claim(R recipient, Instant now, Instant leaseEnds) {
        Claim<R> mine = new Claim<>(recipient, ConditionalWrite.newWriter());
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

    private ClaimResult<R> claim(Claim<R> mine, Instant now, Instant leaseEnds) {
        Update claim = Update.set("sendState = :sending, sendingAt = :now, leaseEnds = :leaseEnds")
                .with(":templateId", mine.recipient().templateId())
                .with(":waiting", SendState.WAITING)
                .with(":sending", SendState.SENDING)
                .with(":now", now)
                .with(":leaseEnds", leaseEnds);
        ConditionalWrite write = table.update(key(mine.recipient()), claim, toBeSent(claim), mine.id());
        return switch (write) {
            case ConditionalWrite.WriteDone _ -> new ClaimResult.Claimed<>(mine);
            case ConditionalWrite.WriteRefused refused -> new ClaimResult.Existing<>(existing(refused.found()));
        };
    }

    /**
     * WeChat took the message.
     *
     * @param msgId null if WeChat gave no number
     */
    public void writeSent(Claim<R> claim, @Nullable Long msgId, Instant now) {
        Update update = end(claim, SendState.SENT, now);
        if (msgId != null) {
            update.andSet("msgId = :msgId").with(":msgId", msgId);
        }
        table.update(key(claim.recipient()), update, MINE);
    }

    /**
     * WeChat did not take the message and never will.
     *
     * @param state {@link SendState#REFUSED} or {@link SendState#FAILED}
     * @param errcode WeChat's reason
     */
    public void writeNotSent(Claim<R> claim, SendState state, int errcode, Instant now) {
        table.update(
                key(claim.recipient()),
                end(claim, state, now).andSet("errcode = :errcode").with(":errcode", errcode),
                MINE);
    }

    /** WeChat may have taken the message: its answer is lost. */
    public void writeUnknown(Claim<R> claim, Instant now) {
        table.update(
                key(claim.recipient()),
                end(claim, SendState.UNKNOWN, now).with(":sending", SendState.SENDING),
                MINE_AND_OPEN);
    }

    /** WeChat did not take the message now, and may the next time. */
    public void giveBack(Claim<R> claim) {
        table.update(
                key(claim.recipient()),
                Update.set("sendState = :waiting")
                        .andRemove("sendBy, sendingAt, leaseEnds")
                        .with(":waiting", SendState.WAITING)
                        .with(":sending", SendState.SENDING)
                        .with(":claim", claim.id()),
                MINE_TO_GIVE_BACK);
    }

    /**
     * Writes UNKNOWN for a send whose lease has lapsed.
     *
     * @return false if another instance wrote it, or the sender's answer came after all
     */
    public boolean writeLost(R recipient, Instant now) {
        return table.update(
                        key(recipient),
                        Update.set("sendState = :unknown, endedAt = :now")
                                .with(":unknown", SendState.UNKNOWN)
                                .with(":sending", SendState.SENDING)
                                .with(":lapsed", Objects.requireNonNull(recipient.leaseEnds()))
                                .with(":now", now),
                        STILL_LOST)
                .isDone();
    }

    /**
     * Ends the wait of a recipient without a send.
     *
     * @param state {@link SendState#EXPIRED}, or {@link SendState#FAILED} for a person who was erased
     * @return {@link WriteResult.Existing} if the recipient no longer waits; empty in it if there is none now
     */
    public WriteResult<Optional<R>> endUnsent(R recipient, SendState state, Instant now) {
        return table.update(
                        key(recipient),
                        Update.set("sendState = :state, endedAt = :now")
                                .with(":waiting", SendState.WAITING)
                                .with(":state", state)
                                .with(":now", now),
                        WAITING)
                .map(this::existing);
    }

    private Optional<R> existing(Item found) {
        return found.has("sendState") ? Optional.of(recipient(found)) : Optional.empty();
    }

    private static Update end(Claim<?> claim, SendState state, Instant now) {
        return Update.set("sendState = :state, endedAt = :now")
                .with(":state", state)
                .with(":now", now)
                .with(":claim", claim.id());
    }
}
