package io.kaibo.lottery.admin;

import io.kaibo.aws.Condition;
import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Item;
import io.kaibo.aws.NewItem;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Transaction;
import io.kaibo.aws.TransactionResult;
import io.kaibo.aws.Update;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryMapping;
import io.kaibo.lottery.LotteryPlan;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.code.CodeTable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Lotteries before their start. A version names a plan; a change of the plan, and only that, gives the lottery another one. */
@Singleton
class PlanTable {

    /** The room has fewer lotteries than it can have. */
    static final Condition HAS_PLACE = Condition.inTransaction("attribute_not_exists(n) OR n < :most");

    /** A lottery that is there stays as it is, with what it has become since. What a deleted one left counts for nothing. */
    static final Condition ABSENT = Condition.inTransaction("attribute_not_exists(pk) OR attribute_exists(deletedAt)");

    /** The plan is the one that was seen, and the lottery is not started: the rules of a started one never change. */
    static final Condition SEEN_TO_CHANGE =
            Condition.inTransaction("version = :seen AND attribute_not_exists(opensAt)");

    /** The plan that is pushed to the anchor is the one that was seen, and the lottery is not started. */
    static final Condition SEEN_TO_PUSH = new Condition("attribute_not_exists(opensAt) AND version = :seen", "readyBy");

    /** It is the one that was seen and not started. A lottery that is gone does not give its place back again. */
    static final Condition SEEN_TO_DELETE =
            Condition.inTransaction("(version = :seen AND attribute_not_exists(opensAt))");

    /** As long as a repeated request to create it may come. */
    private static final Duration DELETED_KEPT = Duration.ofDays(1);

    private final Tables tables;
    private final Table lotteries;
    private final LotteryMapping mapping;

    PlanTable(Tables tables, LotteryMapping mapping) {
        this.tables = tables;
        this.lotteries = tables.open(LotteryItems.TABLE, Tables.Read.GET);
        this.mapping = mapping;
    }

    /** Puts a draft if its room has a place for it, and takes that place. */
    LotteryCreation create(Lottery draft) {
        TransactionResult result = tables.write(new Transaction()
                .update(
                        lotteries,
                        LotteryItems.countKey(draft.room()),
                        Update.set("n = if_not_exists(n, :none) + :one")
                                .with(":none", 0)
                                .with(":one", 1)
                                .with(":most", LotteryCreation.MOST),
                        HAS_PLACE)
                .put(lotteries, item(draft), ABSENT));
        return switch (result) {
            case TransactionResult.Done _ -> new LotteryCreation.Created(draft);
            case TransactionResult.Refused refused ->
                refused.refused()
                        .get(1)
                        .<LotteryCreation>map(there -> new LotteryCreation.Existing(mapping.lottery(there)))
                        .orElseGet(LotteryCreation.RoomIsFull::new);
        };
    }

    /**
     * Sets another plan, which makes the lottery a draft and takes the codes of the old plan away; the lottery after it, or empty if it is not
     * the one that was seen.
     */
    Optional<Lottery> change(Lottery seen, LotteryPlan plan, Instant now) {
        Lottery after = seen.replan(plan, newVersion());
        Update changed = Update.set("#plan = :plan, version = :version, #state = :draft")
                .named("#plan", "plan")
                .named("#state", "state")
                .with(":plan", mapping.write(plan))
                .with(":version", after.version())
                .with(":draft", LotteryState.DRAFT)
                .with(":seen", seen.version());
        Transaction change =
                new Transaction().update(lotteries, LotteryItems.lotteryKey(seen.id()), changed, SEEN_TO_CHANGE);
        takeCodesAway(seen, change, now);
        return tables.write(change).isDone() ? Optional.of(after) : Optional.empty();
    }

    /** Codes are given for a version of the plan, so a lottery that is the one that was seen has codes of these tiers alone. */
    private void takeCodesAway(Lottery seen, Transaction transaction, Instant now) {
        seen.plan()
                .codeTiers()
                .forEach(tier -> transaction.update(
                        lotteries,
                        LotteryItems.codesKey(seen.id(), tier),
                        CodeTable.takenAway(now.plus(DELETED_KEPT))));
    }

    /** Pushes the lottery to the anchor; the lottery after it, or empty if it is not the one that was seen. */
    Optional<Lottery> push(LotteryId id, String seen) {
        return lotteryAfter(lotteries.update(
                LotteryItems.lotteryKey(id),
                Update.set("#state = :ready")
                        .named("#state", "state")
                        .with(":ready", LotteryState.READY)
                        .with(":seen", seen),
                SEEN_TO_PUSH));
    }

    private Optional<Lottery> lotteryAfter(ConditionalWrite write) {
        return write instanceof ConditionalWrite.WriteDone(Item after)
                ? Optional.of(mapping.lottery(after))
                : Optional.empty();
    }

    /**
     * Deletes the lottery with its codes, and gives its place back; false if it is not the one that was seen. Its items become empty ones that
     * DynamoDB removes later: no function has the right to remove an item from a table that has frozen records.
     */
    boolean delete(Lottery seen, Instant now) {
        Transaction delete = new Transaction()
                .update(
                        lotteries,
                        LotteryItems.lotteryKey(seen.id()),
                        Update.set("deletedAt = :now, expiresAt = :end")
                                .andRemove("#room, createdAt, version, #state, #plan")
                                .named("#room", "room")
                                .named("#state", "state")
                                .named("#plan", "plan")
                                .with(":now", now)
                                .withTimeToLive(":end", now.plus(DELETED_KEPT))
                                .with(":seen", seen.version()),
                        SEEN_TO_DELETE)
                .update(
                        lotteries,
                        LotteryItems.countKey(seen.room()),
                        Update.set("n = n - :one").with(":one", 1));
        takeCodesAway(seen, delete, now);
        return tables.write(delete).isDone();
    }

    /** True if the lottery was deleted in the last day, or some days more: DynamoDB removes what it left later. */
    boolean wasDeleted(LotteryId id) {
        return lotteries
                .find(LotteryItems.lotteryKey(id))
                .filter(LotteryMapping::isDeleted)
                .isPresent();
    }

    static String newVersion() {
        return UUID.randomUUID().toString();
    }

    private NewItem item(Lottery draft) {
        return new NewItem(LotteryItems.lotteryKey(draft.id()))
                .with("id", draft.id().value())
                .with("room", draft.room().value())
                .with("state", draft.state())
                .with("version", draft.version())
                .with("plan", mapping.write(draft.plan()))
                .with("createdAt", draft.createdAt());
    }
}
