package io.kaibo.coupon.grant;

import io.kaibo.aws.Metrics;
import io.kaibo.aws.Queues;
import io.kaibo.coupon.ClaimToGrant;
import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Asks WeChat Pay for a claim, under a lease of its person, and writes what comes of it. What cannot be done now comes again as a new message;
 * after {@value #MOST_ROUNDS} of them the claim waits until it is looked after.
 */
@Singleton
class GrantClaim {

    private static final Logger LOG = Logger.getLogger(GrantClaim.class);

    static final int MOST_ROUNDS = 12;

    private final SendableCoupons coupons;
    private final AskUnderLease ask;
    private final Queues queues;
    private final CouponConfig config;

    GrantClaim(SendableCoupons coupons, AskUnderLease ask, Queues queues, CouponConfig config) {
        this.coupons = coupons;
        this.ask = ask;
        this.queues = queues;
        this.config = config;
    }

    void grant(ClaimToGrant message, Metrics.Line line) {
        try {
            Optional<Coupon> coupon = coupons.find(message.coupon());
            if (coupon.isEmpty()) {
                LOG.errorf("a claim of coupon %s, which is not there", message.coupon());
            } else if (!coupons.isHalted(coupon.get())) {
                ask.ask(message, coupon.get(), line).ifPresent(delay -> sendAgain(message, delay));
            }
        } catch (RuntimeException e) {
            line.count(GrantMetric.MESSAGE_FAILED, 1);
            if (message.round() >= MOST_ROUNDS) {
                throw e;
            }
            queues.sendAgain(ClaimToGrant.QUEUE, message.next(), config.limit(config.backOff(message.round())), e);
        }
    }

    private void sendAgain(ClaimToGrant message, Duration delay) {
        if (message.round() < MOST_ROUNDS) {
            queues.send(ClaimToGrant.QUEUE, message.next(), config.limit(delay));
        }
    }
}
