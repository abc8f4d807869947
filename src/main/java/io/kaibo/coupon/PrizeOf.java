package io.kaibo.coupon;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.kaibo.base.ShortId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * The tier of a lottery whose prizes are a coupon's pieces.
 *
 * @param lottery its id
 * @param tier from 0
 */
@RegisterForReflection
public record PrizeOf(String lottery, Integer tier) implements CheckedBody {

    /** As many tiers as a lottery has. */
    static final int MOST_TIERS = 20;

    /** As many prizes as a lottery has. */
    static final int MOST_PRIZES = 1_000;

    @Override
    public void check(FieldChecks fields) {
        fields.require("lottery", lottery)
                .check("lottery", isLottery(lottery), "is no lottery's id")
                .require("tier", tier)
                .range("tier", tier, 0, MOST_TIERS - 1);
    }

    private static boolean isLottery(@Nullable String id) {
        return id == null || ShortId.matches(id);
    }

    /** The coupon of the tier. A tier has one, so the lottery knows it without a look-up. */
    public CouponId couponId() {
        return new CouponId(ShortId.derive("prize", lottery, Integer.toString(tier)));
    }
}
