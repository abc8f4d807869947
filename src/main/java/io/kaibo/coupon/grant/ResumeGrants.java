package io.kaibo.coupon.grant;

import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponPath;
import io.kaibo.coupon.CouponTable;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Has halted sends go on: the claims that wait are enqueued when they are looked after next. */
@Singleton
public class ResumeGrants {

    private final CouponTable coupons;
    private final HaltTable halts;
    private final StrangeWordTable strangeWords;
    private final Clock clock;

    ResumeGrants(CouponTable coupons, HaltTable halts, StrangeWordTable strangeWords, Clock clock) {
        this.coupons = coupons;
        this.halts = halts;
        this.strangeWords = strangeWords;
        this.clock = clock;
    }

    /** Those that are halted as a whole. */
    public void resumeAll() {
        halts.resumeAll();
    }

    /** Those of one coupon. @throws Problem 404 if there is none */
    public void resume(CouponId id) {
        if (coupons.find(id).isEmpty()) {
            throw CouponPath.noSuchCoupon();
        }
        strangeWords.recordResume(id, clock.instant());
        halts.resume(id);
    }
}
