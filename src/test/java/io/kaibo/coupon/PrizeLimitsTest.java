package io.kaibo.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.lottery.LotteryPlan;
import io.kaibo.lottery.Prize;
import org.junit.jupiter.api.Test;

/** A coupon knows how many prizes a lottery has at the most, and cannot ask it. */
class PrizeLimitsTest {

    @Test
    void aCouponHasRoomForThePrizesOfEveryLottery() {
        assertThat(PrizeOf.MOST_TIERS).isEqualTo(LotteryPlan.MOST_TIERS);
        assertThat(PrizeOf.MOST_PRIZES).isEqualTo(Prize.MOST);
    }
}
