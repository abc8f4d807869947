package io.kaibo.coupon.settle;

import io.kaibo.aws.Metrics;
import io.kaibo.coupon.Claim;
import io.kaibo.coupon.ClaimId;
import io.kaibo.coupon.ClaimState;
import io.kaibo.coupon.ClaimTable;
import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponTable;
import io.kaibo.coupon.grant.FindHolding;
import io.kaibo.coupon.grant.HaltTable;
import io.kaibo.coupon.grant.WriteGrant;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks claims up among the coupons that their persons have, where WeChat Pay is not asked to send them: while they are halted. A send is the
 * better question where it may be asked, since its answer is final; but the answer to an earlier one may have been lost, and then the viewer
 * has the coupon. A coupon that carries the claim's number shows the grant. None proves nothing: the claim stays as it is.
 */
@Singleton
class LookUpGrants {

    /** In a run: WeChat Pay answers some in a second. */
    static final int MOST = 100;

    /** No look-up begins later in a run: WeChat Pay may be slow. */
    private static final Duration TIME = Duration.ofSeconds(30);

    private final CouponTable coupons;
    private final HaltTable halts;
    private final ClaimTable claims;
    private final FindHolding findHolding;
    private final WriteGrant writeGrant;
    private final Clock clock;

    LookUpGrants(
            CouponTable coupons,
            HaltTable halts,
            ClaimTable claims,
            FindHolding findHolding,
            WriteGrant writeGrant,
            Clock clock) {
        this.coupons = coupons;
        this.halts = halts;
        this.claims = claims;
        this.findHolding = findHolding;
        this.writeGrant = writeGrant;
        this.clock = clock;
    }

    LookUp begin(Metrics.Line line) {
        return new LookUp(line, clock.instant().plus(TIME));
    }

    /** The look-ups of one run. */
    final class LookUp {

        private final Metrics.Line line;
        private final Instant until;
        private final Map<CouponId, Optional<Coupon>> known = new HashMap<>();
        private @Nullable Boolean haltedAll;
        private int lookedUp;
        private long found;

        private LookUp(Metrics.Line line, Instant until) {
            this.line = line;
            this.until = until;
        }

        /** True if WeChat Pay shows a coupon of the claim, and that is written now. */
        boolean findsGrant(ClaimId id) {
            Optional<Coupon> halted = known.computeIfAbsent(id.coupon(), coupons::findLately)
                    .filter(coupon -> coupon.halt() != null || isHaltedAll());
            if (halted.isEmpty() || lookedUp == MOST || clock.instant().isAfter(until)) {
                return false;
            }
            lookedUp++;
            return claims.find(id)
                    .filter(claim -> claim.state() == ClaimState.PENDING)
                    .filter(claim -> findsGrant(claim, halted.get()))
                    .isPresent();
        }

        private boolean findsGrant(Claim claim, Coupon coupon) {
            Optional<String> couponId = findHolding.find(claim, coupon);
            couponId.ifPresent(held -> {
                // as the table has it
                writeGrant.write(claim, held, clock.instant().truncatedTo(ChronoUnit.MILLIS), line);
                found++;
            });
            return couponId.isPresent();
        }

        private boolean isHaltedAll() {
            if (haltedAll == null) {
                haltedAll = halts.find().isPresent();
            }
            return haltedAll;
        }

        /** How many claims were found granted. */
        long found() {
            return found;
        }
    }
}
