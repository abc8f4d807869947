package io.kaibo.coupon.prize;

import io.kaibo.aws.Metrics;
import io.kaibo.coupon.Claim;
import io.kaibo.coupon.ClaimId;
import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponConfig;
import io.kaibo.coupon.CouponPrize;
import io.kaibo.coupon.claim.NewClaims;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Claims a coupon for the winner of a prize. The ticket is the prize's slot, so a prize is one coupon, however often its message comes. A
 * viewer's share of the coupon does not matter: the lottery says who wins what.
 */
@Singleton
class ClaimForWinner {

    private static final Logger LOG = Logger.getLogger(ClaimForWinner.class);

    private final PrizeClaimTable table;
    private final NewClaims newClaims;
    private final CouponConfig config;

    ClaimForWinner(PrizeClaimTable table, NewClaims newClaims, CouponConfig config) {
        this.table = table;
        this.newClaims = newClaims;
        this.config = config;
    }

    /** @throws IllegalStateException if another claim has the prize's ticket: it may be free later */
    void claim(Coupon coupon, CouponPrize.Won won, Metrics.Line line) {
        if (won.slot() >= coupon.size()) {
            fail(coupon, won, "there is no such ticket", line);
            return;
        }
        ClaimId id = won.claim(coupon.id());
        String key = "prize-%03d".formatted(won.slot());
        Claim claim = newClaims.make(coupon, id.person(), id.n(), key, won.slot(), false);
        switch (table.put(claim, claim.claimedAt().plus(config.lookAfter()))) {
            case PrizeClaimTable.Written _ -> {
                line.count(CouponPrizeMetric.CLAIMED, 1);
                newClaims.send(claim);
            }
            // written by an earlier message, and looked after since
            case PrizeClaimTable.HasClaim _ -> {}
            // the lottery sees that it is closed, and passes the prize on
            case PrizeClaimTable.IsClosed _ -> fail(coupon, won, "the coupon is closed", line);
            case PrizeClaimTable.TicketHeld _ ->
                throw new IllegalStateException("another claim has the ticket of prize " + won.slot());
        }
    }

    private static void fail(Coupon coupon, CouponPrize.Won won, String why, Metrics.Line line) {
        LOG.errorf("prize %d of coupon %s is not claimed: %s", won.slot(), coupon.id(), why);
        line.count(CouponPrizeMetric.FAILED, 1);
    }
}
