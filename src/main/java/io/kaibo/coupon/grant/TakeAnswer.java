package io.kaibo.coupon.grant;

import io.kaibo.aws.Metrics;
import io.kaibo.coupon.Claim;
import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponConfig;
import io.kaibo.wechat.pay.SendCouponAnswer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Writes what WeChat Pay's answer makes of a claim. Only its last word ends a claim; whatever else it says, the claim stays pending and keeps
 * its ticket.
 */
@Singleton
class TakeAnswer {

    private final GrantTable table;
    private final WriteGrant writeGrant;
    private final JudgeStock judgeStock;
    private final HaltGrants halts;
    private final CouponConfig config;
    private final Clock clock;

    TakeAnswer(
            GrantTable table,
            WriteGrant writeGrant,
            JudgeStock judgeStock,
            HaltGrants halts,
            CouponConfig config,
            Clock clock) {
        this.table = table;
        this.writeGrant = writeGrant;
        this.judgeStock = judgeStock;
        this.halts = halts;
        this.config = config;
        this.clock = clock;
    }

    /**
     * @param round how often it was asked before
     * @return when to ask again; empty if the claim is ended, or waits until it is looked after
     */
    Optional<Duration> take(Attempt attempt, Coupon coupon, SendCouponAnswer answer, int round, Metrics.Line line) {
        Claim claim = attempt.claim();
        // as the table has it
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return switch (answer) {
            case SendCouponAnswer.Granted(String couponId) -> {
                writeGrant.write(claim, couponId, now, line);
                halts.noteGrant(coupon.id(), now);
                yield Optional.empty();
            }
            case SendCouponAnswer.PersonRefused(var code, var _) -> {
                if (attempt.delayedAt() != null) {
                    yield takeSaidTwice(attempt, code, now, line);
                }
                countRefused(table.refuse(claim, code, now), line);
                yield Optional.empty();
            }
            case SendCouponAnswer.LimitReached _ -> takeSaidTwice(attempt, "RULE_LIMIT", now, line);
            case SendCouponAnswer.StockShort(String words) -> takeShort(attempt, coupon, words, round, line);
            case SendCouponAnswer.Blocked blocked ->
                takeBlocked(attempt.noteBlock(now), attempt.blockedAt() == null, coupon, blocked, round, line);
            case SendCouponAnswer.AccountRefused(String code, String words) -> {
                halts.haltAll(code, words, line);
                yield putOff(attempt, code, config.longestBackOff(), now, line);
            }
            case SendCouponAnswer.Delayed(String words, Duration retryAfter) -> {
                line.count(GrantMetric.CALL_FAILED, 1);
                Duration backOff = config.backOff(round);
                yield putOff(
                        attempt.noteDelay(now),
                        words,
                        backOff.compareTo(retryAfter) < 0 ? retryAfter : backOff,
                        now,
                        line);
            }
        };
    }

    /** Takes a claim further that was ended before. */
    void takeAgain(Claim ended, Metrics.Line line) {
        writeGrant.complete(ended, line);
    }

    /**
     * WeChat Pay says the limit also of two sends at once, and perhaps that a person has the coupon of a send which it did not answer: such a
     * word is believed when it is said again, a while later.
     */
    private Optional<Duration> takeSaidTwice(Attempt attempt, String code, Instant now, Metrics.Line line) {
        Instant first = attempt.limitAt();
        if (first != null && !now.isBefore(first.plus(config.secondOpinion()))) {
            countRefused(table.refuse(attempt.claim(), code, now), line);
            return Optional.empty();
        }
        return putOff(attempt.noteLimit(now), code, config.secondOpinion(), now, line);
    }

    /** WeChat Pay says so too while some are left: it is believed if the stock was read as used up, and it is said again after that. */
    private Optional<Duration> takeShort(Attempt attempt, Coupon coupon, String words, int round, Metrics.Line line) {
        return judgeStock.isUsedUp(coupon)
                ? takeUsedUp(attempt, coupon, words, round, line)
                : putOff(attempt, "NOT_ENOUGH", config.backOff(round), clock.instant(), line);
    }

    /**
     * Nothing is said of when the same call may work. Unless the stock is over, the claim waits until it is looked after.
     *
     * @param isFirst whether it is said of the claim for the first time: said again, it is no news
     */
    private Optional<Duration> takeBlocked(
            Attempt attempt,
            boolean isFirst,
            Coupon coupon,
            SendCouponAnswer.Blocked answer,
            int round,
            Metrics.Line line) {
        if (judgeStock.isOver(coupon)) {
            return takeUsedUp(attempt, coupon, answer.words(), round, line);
        }
        if (isFirst) {
            halts.noteBlocked(coupon, attempt.claim().id().person(), answer.code(), answer.words(), line);
        }
        putOff(attempt, answer.code(), config.longestBackOff(), clock.instant(), line);
        return Optional.empty();
    }

    /** The stock was read as used up a moment ago. The second time, the coupon is closed, and only then the claim refused. */
    private Optional<Duration> takeUsedUp(Attempt attempt, Coupon coupon, String words, int round, Metrics.Line line) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (attempt.usedUpAt() == null) {
            return putOff(attempt.noteUsedUp(now), "NOT_ENOUGH", config.backOff(round), now, line);
        }
        halts.close(coupon, words, line);
        countRefused(table.refuseWithTicket(attempt.claim(), "NOT_ENOUGH", now), line);
        return Optional.empty();
    }

    private Optional<Duration> putOff(Attempt noted, String code, Duration delay, Instant now, Metrics.Line line) {
        table.putOff(noted, code, now.plus(delay).plus(config.lookAfter()));
        line.count(GrantMetric.PUT_OFF, 1);
        return Optional.of(delay);
    }

    private static void countRefused(boolean written, Metrics.Line line) {
        if (written) {
            line.count(GrantMetric.REFUSED, 1);
        }
    }
}
