package io.kaibo.lottery;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The prizes of one tier.
 *
 * @param tier such as 一等奖
 * @param quantity how many there are
 * @param value of one, in 分
 */
@RegisterForReflection
public record Prize(String tier, String name, Integer quantity, Integer value, Redemption redemption)
        implements CheckedBody {

    /** How a winner gets it. */
    public enum Redemption {
        /** The winner leaves an address, and the shop sends the prize. */
        ADDRESS,
        /** The winner is shown a code. */
        CODE,
        /** WeChat Pay sends the winner a coupon: a piece of the one that was made for the tier. */
        COUPON
    }

    /** Of all tiers of one lottery together. */
    public static final int MOST = 1_000;

    /** Promotion rules in China allow ¥50,000. */
    private static final int MOST_VALUE = 5_000_000;

    @Override
    public void check(FieldChecks fields) {
        fields.require("tier", tier)
                .words("tier", tier, 1, 20)
                .require("name", name)
                .words("name", name, 1, 60)
                .require("quantity", quantity)
                .range("quantity", quantity, 1, MOST)
                .require("value", value)
                .range("value", value, 0, MOST_VALUE)
                .require("redemption", redemption);
    }
}
