package io.kaibo.lottery.admin;

import io.kaibo.drand.RoundSignature;
import io.kaibo.http.Operator;
import io.kaibo.http.Problem;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryConflict;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.StepQueue;
import io.kaibo.lottery.record.Records;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/** Takes the round of drand that a frozen lottery waits for from an operator. It is verified as one from a mirror is. */
@Singleton
class HandInRound {

    private final RoundTable table;
    private final FindManagedLotteries lotteries;
    private final Records records;
    private final StepQueue steps;
    private final Clock clock;

    HandInRound(RoundTable table, FindManagedLotteries lotteries, Records records, StepQueue steps, Clock clock) {
        this.table = table;
        this.lotteries = lotteries;
        this.records = records;
        this.steps = steps;
        this.clock = clock;
    }

    /**
     * Keeps the signature, and has the lottery drawn with it.
     *
     * @param signature 96 hex digits
     * @return the lottery as it is then; it may be drawn already, by this signature
     * @throws Problem 404 if there is none, 409 if it waits for no round, 422 if it is not the chain's signature of the lottery's round
     */
    Lottery handIn(LotteryId id, String signature, Operator operator) {
        Lottery seen = lotteries.find(id, operator);
        if (seen.state() != LotteryState.FROZEN && seen.state() != LotteryState.DRAWN) {
            throw LotteryConflict.ofState(seen, "The lottery waits for no round.");
        }
        long round = Objects.requireNonNull(seen.round());
        RoundSignature verified = RoundSignature.verify(
                        records.findRules(seen).rules().chain().toDrandChain(), round, signature)
                .orElseThrow(() -> Problem.invalid(List.of(new Problem.FieldError(
                        "signature", "is not the signature of round " + round + " by the lottery's chain"))));
        if (seen.state() == LotteryState.DRAWN) {
            return seen;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        table.write(id, verified, now);
        steps.sendIfNear(id, now);
        return lotteries.find(id, operator);
    }
}
