package io.kaibo.lottery.step;

import io.kaibo.aws.Condition;
import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Item;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryMapping;
import io.kaibo.lottery.LotteryState;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which lotteries wait for a time, and which instance works on one. */
@Singleton
public class StepTable {

    /** No instance has the lottery for itself. */
    public static final Condition FREE =
            new Condition("attribute_exists(pk) AND (attribute_not_exists(stepEnds) OR stepEnds < :now)", "stepBy");

    /** The lease is still that of the instance that gives it back. */
    public static final Condition MINE =
            new Condition("stepBy = :lease AND attribute_exists(stepEnds)", "stepGivenBackBy");

    /** The same, and the lottery is still in the state that is in the feed: an operator may have made it void meanwhile. */
    public static final Condition MINE_IN_STATE =
            new Condition(MINE.expression() + " AND #state = :state", "announcedBy");

    /**
     * A lottery that this instance has for itself.
     *
     * @param announced the last state that is in the room's feed; null if none is
     * @param drawAt when its round of drand is out; null before the freeze, and if there were too few entrants
     * @param dueAt when its next step is due; null if it waits for nothing
     * @param tries how often that step was put off
     */
    record Leased(
            Lottery lottery,
            @Nullable LotteryState announced,
            @Nullable Instant drawAt,
            @Nullable Instant dueAt,
            int tries) {

        boolean isDue(Instant now) {
            return dueAt != null && !now.isBefore(dueAt);
        }

        boolean isAnnounced() {
            return lottery.state() == announced;
        }

        /**
         * When the lottery leaves its state, or its prizes are to be handed out, once the state is in the feed; null if it waits for nothing.
         *
         * @param freezeAfter from the close to the freeze
         */
        @Nullable
        Instant moveAt(Duration freezeAfter) {
            return switch (lottery.state()) {
                case RUNNING -> Objects.requireNonNull(lottery.closesAt()).plus(freezeAfter);
                case FROZEN -> Objects.requireNonNull(drawAt);
                case DRAWN -> dueAt;
                case DRAFT, READY, VOID -> null;
            };
        }
    }

    /**
     * A lottery that waits for a time.
     *
     * @param leaseEnds when the lease of the instance that works on it ends; null if none does
     * @param tries how often its step was put off
     */
    record Due(LotteryId lottery, Instant dueAt, @Nullable Instant leaseEnds, int tries) {}

    private final Table lotteries;
    private final LotteryMapping mapping;

    StepTable(Tables tables, LotteryMapping mapping) {
        this.lotteries = tables.open(LotteryItems.TABLE);
        this.mapping = mapping;
    }

    /** Takes the lease of a lottery, and reads it. Empty if there is no such lottery, or another instance has the lease. */
    Optional<Leased> lease(LotteryId id, String lease, Instant now, Instant ends) {
        Update update = Update.set("stepEnds = :ends").with(":ends", ends).with(":now", now);
        ConditionalWrite write = lotteries.update(LotteryItems.lotteryKey(id), update, FREE, lease);
        return write instanceof ConditionalWrite.WriteDone(Item item) ? Optional.of(leased(item)) : Optional.empty();
    }

    /** The lottery again, after a step of it. */
    Leased find(LotteryId id) {
        return lotteries.find(LotteryItems.lotteryKey(id)).map(this::leased).orElseThrow();
    }

    private Leased leased(Item item) {
        return new Leased(
                mapping.lottery(item),
                item.has("announced") ? item.word("announced", LotteryState.class) : null,
                item.instantOrNull("drawAt"),
                item.instantOrNull("dueAt"),
                tries(item));
    }

    /** Gives the lease back; the lottery as it is then. Empty if the lease has lapsed and another instance has taken it. */
    Optional<Leased> giveBack(LotteryId id, String lease) {
        ConditionalWrite write = lotteries.update(
                LotteryItems.lotteryKey(id), Update.remove("stepEnds").with(":lease", lease), MINE);
        return write instanceof ConditionalWrite.WriteDone(Item item) ? Optional.of(leased(item)) : Optional.empty();
    }

    /**
     * Writes that the lottery's state is in the feed, and when it moves on; the lottery after it. Empty, and nothing is written, if the lease
     * has lapsed or the lottery is in another state by now.
     *
     * @param moveAt null if the lottery waits for nothing more
     */
    Optional<Leased> writeAnnounced(Lottery announced, String lease, @Nullable Instant moveAt) {
        Update update = moveAt == null
                ? Update.set("announced = #state").andRemove("tries, due, dueAt")
                : Update.set("announced = #state, dueAt = :moveAt")
                        .andRemove("tries")
                        .with(":moveAt", moveAt);
        update.named("#state", "state").with(":state", announced.state()).with(":lease", lease);
        ConditionalWrite write = lotteries.update(LotteryItems.lotteryKey(announced.id()), update, MINE_IN_STATE);
        return write instanceof ConditionalWrite.WriteDone(Item item) ? Optional.of(leased(item)) : Optional.empty();
    }

    /**
     * Writes when the next thing of a drawn lottery is due, and gives the lease back in the same write. Nothing is written if the lease has
     * lapsed: the instance that took it knows better.
     *
     * @param nextAt null if the lottery waits for nothing more
     */
    void writeHandedOut(LotteryId id, String lease, @Nullable Instant nextAt) {
        Update update = nextAt == null
                ? Update.remove("stepEnds, tries, due, dueAt")
                : Update.set("dueAt = :nextAt").andRemove("stepEnds, tries").with(":nextAt", nextAt);
        lotteries.update(LotteryItems.lotteryKey(id), update.with(":lease", lease), MINE);
    }

    /**
     * Puts the step off, and gives the lease back in the same write.
     *
     * @param tries how often the step that is due then was put off
     */
    void putOff(LotteryId id, String lease, Instant dueAt, int tries) {
        Update update = Update.set("dueAt = :dueAt, tries = :tries")
                .andRemove("stepEnds")
                .with(":dueAt", dueAt)
                .with(":tries", tries)
                .with(":lease", lease);
        lotteries.update(LotteryItems.lotteryKey(id), update, MINE);
    }

    /** The lotteries that wait for a time, the earliest first, without the newest writes perhaps. They are few. */
    List<Due> findDue() {
        return lotteries
                .query(Query.by("due = :due").ofIndex(LotteryItems.DUE_INDEX).with(":due", LotteryItems.DUE))
                .map(item -> new Due(
                        LotteryItems.id(item), item.instant("dueAt"), item.instantOrNull("stepEnds"), tries(item)))
                .toList();
    }

    private static int tries(Item item) {
        return item.has("tries") ? (int) item.number("tries") : 0;
    }
}
