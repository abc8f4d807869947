package io.kaibo.coupon.grant;

import io.kaibo.aws.Metrics;
import io.kaibo.base.Recent;
import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponId;
import io.kaibo.person.Person;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Halts sends where a failure may concern more than one person. While they are halted none is refused: the claims wait until an operator
 * resumes.
 */
@Singleton
class HaltGrants {

    private static final Logger LOG = Logger.getLogger(HaltGrants.class);

    /** An instance that grants many a second writes so once in a while: other instances hear of it that late. */
    private static final Duration GRANT_NOTED = Duration.ofSeconds(1);

    private final HaltTable table;
    private final StrangeWordTable strangeWords;
    private final JudgeStock judgeStock;
    private final SendableCoupons coupons;
    private final Clock clock;
    private final Recent<CouponId, Boolean> granted;

    /** When this instance was last granted one. */
    private final Recent<CouponId, Instant> lastGrants;

    HaltGrants(
            HaltTable table,
            StrangeWordTable strangeWords,
            JudgeStock judgeStock,
            SendableCoupons coupons,
            Clock clock) {
        this.table = table;
        this.strangeWords = strangeWords;
        this.judgeStock = judgeStock;
        this.coupons = coupons;
        this.clock = clock;
        this.granted = new Recent<>(GRANT_NOTED, clock);
        this.lastGrants = new Recent<>(StrangeWordTable.WINDOW, clock);
    }

    /** WeChat Pay refuses all. */
    void haltAll(String code, String words, Metrics.Line line) {
        table.haltAll(code + " " + words, clock.instant());
        coupons.noteHalted();
        LOG.errorf("no coupon is granted: WeChat Pay says %s %s", code, words);
        line.count(GrantMetric.HALTED, 1);
    }

    /**
     * WeChat Pay blocked a person's coupon for the first time. If its stock does not run, or the third person met it, the coupon is halted. A
     * note that cannot be written is none: the next person's will be.
     */
    void noteBlocked(Coupon coupon, Person person, String code, String words, Metrics.Line line) {
        try {
            haltIfOfAll(coupon, person, code, words, line);
        } catch (RuntimeException e) {
            LOG.warnf(e, "coupon %s: a blocked person could not be noted", coupon.id());
        }
    }

    private void haltIfOfAll(Coupon coupon, Person person, String code, String words, Metrics.Line line) {
        Optional<String> fault = judgeStock.findFault(coupon);
        long persons = strangeWords.recordPerson(
                coupon.id(), person, lastGrants.recall(coupon.id()).orElse(Instant.EPOCH), clock.instant());
        if (fault.isPresent() || persons >= StrangeWordTable.PERSONS) {
            String reason = fault.orElse("WeChat Pay says " + code + " " + words);
            table.halt(coupon.id(), reason);
            fault.ifPresent(why -> table.takeOffShelf(coupon.id(), why, clock.instant()));
            LOG.errorf("coupon %s is not granted: %s", coupon.id(), reason);
            line.count(GrantMetric.HALTED, 1);
        }
    }

    /** WeChat Pay granted one: the persons that it blocked before say nothing of all. The grant is written by now, whatever comes of the note. */
    void noteGrant(CouponId coupon, Instant now) {
        lastGrants.remember(coupon, now);
        if (granted.recall(coupon).isPresent()) {
            return;
        }
        try {
            strangeWords.recordGrant(coupon, now);
            granted.remember(coupon, true);
        } catch (RuntimeException e) {
            LOG.warnf(e, "coupon %s: a grant could not be noted", coupon);
        }
    }

    /** The stock is used up, though the coupon has tickets left. */
    void close(Coupon coupon, String words, Metrics.Line line) {
        table.close(coupon.id(), "its stock is used up: " + words);
        LOG.errorf("coupon %s is closed: its stock is used up", coupon.id());
        line.count(GrantMetric.STOCK_USED_UP, 1);
    }
}
