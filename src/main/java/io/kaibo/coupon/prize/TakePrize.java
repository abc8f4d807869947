package io.kaibo.coupon.prize;

import io.kaibo.aws.Metrics;
import io.kaibo.aws.Queues;
import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponConfig;
import io.kaibo.coupon.CouponPrize;
import io.kaibo.coupon.CouponTable;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Takes what a lottery says of the coupon of one of its tiers: that a prize was claimed, or that the lottery is over. What cannot be done now comes
 * again as a new message; after {@value #MOST_ROUNDS} of them, which is a day or more, it goes to the dead letters.
 */
@Singleton
class TakePrize {

    private static final Logger LOG = Logger.getLogger(TakePrize.class);

    static final int MOST_ROUNDS = 300;

    private final CouponTable coupons;
    private final ClaimForWinner claimForWinner;
    private final ClosePrizes closePrizes;
    private final Queues queues;
    private final CouponConfig config;

    TakePrize(
            CouponTable coupons,
            ClaimForWinner claimForWinner,
            ClosePrizes closePrizes,
            Queues queues,
            CouponConfig config) {
        this.coupons = coupons;
        this.claimForWinner = claimForWinner;
        this.closePrizes = closePrizes;
        this.queues = queues;
        this.config = config;
    }

    void take(CouponPrize message, Metrics.Line line) {
        try {
            Optional<Coupon> coupon =
                    coupons.find(message.coupon()).filter(found -> found.plan().prizeOf() != null);
            if (coupon.isPresent()) {
                take(message, coupon.get(), line);
            } else if (message.won() != null) {
                LOG.errorf("a prize of coupon %s, which is not there", message.coupon());
            }
        } catch (RuntimeException e) {
            line.count(CouponPrizeMetric.PUT_OFF, 1);
            if (message.round() >= MOST_ROUNDS) {
                throw e;
            }
            queues.sendAgain(CouponPrize.QUEUE, message.next(), config.limit(config.backOff(message.round())), e);
        }
    }

    private void take(CouponPrize message, Coupon coupon, Metrics.Line line) {
        CouponPrize.Won won = message.won();
        if (won != null) {
            claimForWinner.claim(coupon, won, line);
        } else if (closePrizes.close(coupon.id()) instanceof ClosePrizes.ArePending) {
            throw new IllegalStateException("claims of prizes are pending");
        }
    }
}
