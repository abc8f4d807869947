package io.kaibo.coupon.settle;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.testing.Defaults;
import io.kaibo.testing.LongestCalls;
import org.junit.jupiter.api.Test;

/** A run of settling has parts, each with a time of its own, and ends before Lambda ends it. */
class SettleLimitsTest {

    @Test
    void thePartsOfARunEndWithinItsTimeOut() {
        assertThat(SettleClaims.TIME
                        .plus(FindLostNumbers.TIME)
                        .plus(CheckShelf.TIME)
                        .plus(LongestCalls.HTTP))
                .isLessThan(Defaults.template()
                        .function("coupon-settle")
                        .orElseThrow()
                        .timeout());
    }
}
