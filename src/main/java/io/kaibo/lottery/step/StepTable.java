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
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
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

    /**
     * A lottery that this instance has for itself.
     *
     * @param dueAt when its next step is due; null if it waits for nothing
     * @param tries how often that step was put off
     */
    record Leased(Lottery lottery, @Nullable Instant dueAt, int tries) {

        boolean isDue(Instant now) {
            return dueAt != null && !now.isBefore(dueAt);
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
    private final LotteryItems items;

    StepTable(Tables tables, LotteryItems items) {
        this.lotteries = tables.open(LotteryItems.TABLE);
        this.items = items;
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
        return new Leased(items.lottery(item), item.instantOrNull("dueAt"), tries(item));
    }

    /** Gives the lease back, unless it has lapsed and another instance has taken it. */
    void giveBack(LotteryId id, String lease) {
        lotteries.update(LotteryItems.lotteryKey(id), Update.remove("stepEnds").with(":lease", lease), MINE);
    }

    /**
     * Writes when the next thing of a drawn lottery is due, and gives the lease back in the same write. Nothing is written if the lease has
     * lapsed: the instance that took it knows better.
     *
     * @param nextAt null if the lottery waits for nothing more
     */
    void writeSettled(LotteryId id, String lease, @Nullable Instant nextAt) {
        Update update = nextAt == null
                ? Update.remove("stepEnds, tries, due, dueAt")
                : Update.set("dueAt = :nextAt").andRemove("stepEnds, tries").with(":nextAt", nextAt);
        lotteries.update(LotteryItems.lotteryKey(id), update.with(":lease", lease), MINE);
    }

    /** Puts the step off, and gives the lease back in the same write. */
    void putOff(Leased leased, String lease, Instant dueAt) {
        Update update = Update.set("dueAt = :dueAt, tries = :tries")
                .andRemove("stepEnds")
                .with(":dueAt", dueAt)
                .with(":tries", leased.tries() + 1)
                .with(":lease", lease);
        lotteries.update(LotteryItems.lotteryKey(leased.lottery().id()), update, MINE);
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
