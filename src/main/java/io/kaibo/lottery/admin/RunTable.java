package io.kaibo.lottery.admin;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Item;
import io.kaibo.aws.NewItem;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Transaction;
import io.kaibo.aws.TransactionResult;
import io.kaibo.aws.Update;
import io.kaibo.aws.Words;
import io.kaibo.base.Digests;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.VoidReason;
import io.kaibo.lottery.code.CodeTable;
import io.kaibo.lottery.code.GivenTiers;
import io.kaibo.lottery.draw.VoidTable;
import io.kaibo.lottery.record.Rules;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** The start of a lottery, and its end by an operator. Each is one transaction with the item that says which lottery of a kind runs. */
@Singleton
class RunTable {

    /** It is the plan that was seen, and in the state in which it was: an anchor starts no draft. */
    static final Condition SEEN_TO_START = Condition.inTransaction("version = :seen AND #state = :seenState");

    /** The same of a plan with prizes that are codes: each of their tiers has its codes, given for this plan. */
    static final Condition SEEN_WITH_CODES =
            Condition.inTransaction(SEEN_TO_START.expression() + " AND " + CodeTable.GIVEN);

    /** Rules are written once. */
    static final Condition NO_RULES = Condition.inTransaction("attribute_not_exists(rulesOf)");

    /** No lottery of the kind runs in the room: the last one has closed, or is void. */
    static final Condition NONE_RUNS = Condition.inTransaction("attribute_not_exists(#until) OR #until <= :now");

    /** Once it has closed nothing but the protocol ends it: an operator who sees the entrants cannot call them off. */
    static final Condition BEFORE_CLOSE = Condition.inTransaction("#state = :running AND closesAt > :now");

    /** It is this lottery that runs. */
    static final Condition THIS_RUNS = Condition.inTransaction("lottery = :lottery");

    private final Tables tables;
    private final Table lotteries;

    RunTable(Tables tables) {
        this.tables = tables;
        this.lotteries = tables.open(LotteryItems.TABLE);
    }

    /**
     * Starts a lottery, which is to be announced at once.
     *
     * @param seen as it was read
     * @param seed encrypted
     * @param rules the bytes that are published
     */
    StartOutcome start(Lottery seen, Rules.Times times, byte[] seed, byte[] rules, Instant now) {
        String digest = Digests.sha256Hex(rules);
        Update running = Update.set("#state = :running, opensAt = :opensAt, closesAt = :closesAt, seed = :seed,"
                        + " rulesDigest = :digest, due = :due, dueAt = :dueAt")
                .named("#state", "state")
                .with(":running", LotteryState.RUNNING)
                .with(":opensAt", times.opensAt())
                .with(":closesAt", times.closesAt())
                .with(":seed", seed)
                .with(":digest", digest)
                .with(":due", LotteryItems.DUE)
                .with(":dueAt", times.opensAt())
                .with(":seen", seen.version())
                .with(":seenState", seen.state());
        GivenTiers wanted = GivenTiers.of(seen.plan().codeTiers());
        boolean needsCodes = !wanted.tiers().isEmpty();
        if (needsCodes) {
            running.with(":codeTiers", wanted.write());
        }
        Transaction start = new Transaction()
                .update(
                        lotteries,
                        LotteryItems.lotteryKey(seen.id()),
                        running,
                        needsCodes ? SEEN_WITH_CODES : SEEN_TO_START)
                .put(
                        lotteries,
                        new NewItem(LotteryItems.rulesKey(seen.id()))
                                .with("bytes", rules)
                                .with("rulesOf", seen.id().value()),
                        NO_RULES)
                .update(
                        lotteries,
                        LotteryItems.runningKey(seen.room(), seen.plan().kind()),
                        Update.set("lottery = :lottery, #until = :closesAt")
                                .named("#until", "until")
                                .with(":lottery", seen.id().value())
                                .with(":closesAt", times.closesAt())
                                .with(":now", now),
                        NONE_RUNS);
        return switch (tables.write(start)) {
            case TransactionResult.Done _ -> new StartOutcome.Started(started(seen, times, digest));
            case TransactionResult.Refused refused
            when refused.isRefused(0) -> judge(seen, refused.refused().get(0).orElseThrow());
            case TransactionResult.Refused refused when refused.isRefused(1) -> new StartOutcome.NotAsSeen();
            case TransactionResult.Refused refused ->
                new StartOutcome.AnotherRuns(
                        new LotteryId(refused.refused().get(2).orElseThrow().text("lottery")));
        };
    }

    private static StartOutcome judge(Lottery seen, Item found) {
        boolean isAsSeen = seen.version().equals(found.textOrNull("version"))
                && Words.of(seen.state()).equals(found.textOrNull("state"));
        List<Integer> missing = CodeTable.readGiven(found, seen.version())
                .findMissing(seen.plan().codeTiers());
        return isAsSeen && !missing.isEmpty() ? new StartOutcome.CodesMissing(missing) : new StartOutcome.NotAsSeen();
    }

    private static Lottery started(Lottery seen, Rules.Times times, String digest) {
        return new Lottery(
                seen.id(),
                seen.room(),
                LotteryState.RUNNING,
                seen.version(),
                seen.plan(),
                seen.createdAt(),
                times.opensAt(),
                times.closesAt(),
                digest,
                null,
                null,
                null,
                0);
    }

    /**
     * Makes a running lottery void, which is to be announced at once, so that another of its kind can start. One that has closed, or does
     * not run, stays as it is.
     *
     * @return true if this call made it void
     */
    boolean voidByOperator(Lottery lottery, String words, Instant now) {
        return tables.write(new Transaction()
                        .update(
                                lotteries,
                                LotteryItems.lotteryKey(lottery.id()),
                                VoidTable.voiding(VoidReason.BY_OPERATOR, now)
                                        .andSet("words = :words")
                                        .with(":words", words)
                                        .with(":running", LotteryState.RUNNING),
                                BEFORE_CLOSE)
                        .update(
                                lotteries,
                                LotteryItems.runningKey(
                                        lottery.room(), lottery.plan().kind()),
                                Update.set("#until = :now")
                                        .named("#until", "until")
                                        .with(":now", now)
                                        .with(":lottery", lottery.id().value()),
                                THIS_RUNS))
                .isDone();
    }
}
