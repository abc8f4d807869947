package io.kaibo.coupon.grant;

import io.kaibo.base.Recent;
import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponConfig;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponTable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Coupons and halts as this instance read them, at most {@code kaibo.coupon.kept} ago: all claims of a coupon need the same. */
@Singleton
class SendableCoupons {

    private static final String ALL = "all";

    private final CouponTable coupons;
    private final HaltTable halts;
    private final Recent<CouponId, Coupon> kept;
    private final Recent<String, Boolean> halted;

    SendableCoupons(CouponTable coupons, HaltTable halts, CouponConfig config, Clock clock) {
        this.coupons = coupons;
        this.halts = halts;
        this.kept = new Recent<>(config.kept(), clock);
        this.halted = new Recent<>(config.kept(), clock);
    }

    Optional<Coupon> find(CouponId id) {
        return kept.find(id, coupons::findLately);
    }

    /** True if WeChat Pay is asked for nothing, or for nothing of this coupon. */
    boolean isHalted(Coupon coupon) {
        return coupon.halt() != null
                || halted.find(ALL, all -> Optional.of(halts.find().isPresent()))
                        .orElse(false);
    }

    /** Halts all, from now on in this instance. */
    void noteHalted() {
        halted.remember(ALL, true);
    }
}
