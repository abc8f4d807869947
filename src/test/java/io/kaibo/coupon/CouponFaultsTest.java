package io.kaibo.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.sandbox.pay.PayControl;
import io.kaibo.testing.Calls;
import io.kaibo.testing.FaultSweep;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every single fault of claims, a grant, a refusal, and of settling a claim whose message was lost: no viewer is told yes without a coupon, no
 * coupon is given twice, and none is lost.
 */
@QuarkusTest
@WithTestResource(LocalServers.class)
class CouponFaultsTest {

    private static final String GRANTED = "o-buyer-0";
    private static final String REFUSED = "o-buyer-1";

    /** The keys of the index of what is due, and those of the tickets: a fault of the first and the last of so many equal calls is tried. */
    private static final int LONGEST_RUN = 2;

    /** A run takes half a second. */
    private static final int ONE_OF = 3;

    /** Until a claim that was put off is looked after. */
    private static final Duration UNTIL_DUE = Duration.ofMinutes(11);

    private static final int MOST_SETTLES = 3;

    @Inject
    CouponShop shop;

    @Inject
    World world;

    @Test
    void noFaultLosesAClaimOrGivesACouponTwice() throws Exception {
        FaultSweep.Report report =
                FaultSweep.over("claiming, granting and settling", new Claiming(), LONGEST_RUN, ONE_OF);
        assertThat(report.broken()).isEmpty();
        assertThat(report.calls()).isGreaterThan(ClaimItems.INDEX_KEYS + 64);
    }

    private final class Claiming implements FaultSweep.Flow {

        private CouponId coupon;

        @Override
        public void prepare() {
            world.clean();
            shop.viewers(3);
            coupon = shop.shelve(CouponShop.plan(2));
            world.pay().refuse(REFUSED, "USER_AL_GET_COUPON", 0);
        }

        @Override
        public List<FaultSweep.Invocation> events() {
            return List.of(
                    () -> shop.claim(coupon, GRANTED, "key-00001"),
                    shop::grantRound,
                    () -> shop.claim(coupon, REFUSED, "key-00001"),
                    () -> world.takeMessages(ClaimToGrant.QUEUE),
                    this::waitAndLookAfter,
                    shop::grantRound);
        }

        private void waitAndLookAfter() {
            world.clock().advance(UNTIL_DUE);
            shop.lookAfter();
        }

        @Override
        public void settle() {
            claimUntilTaken(GRANTED);
            claimUntilTaken(REFUSED);
            int settles = 0;
            do {
                world.clock().advance(UNTIL_DUE);
                shop.settle();
                settles++;
            } while (shop.states().containsKey("pending") && settles < MOST_SETTLES);
        }

        /** As a mini-program whose answer was lost. A number that got lost too is found by settling. */
        private void claimUntilTaken(String openid) {
            if (shop.claim(coupon, openid, "key-00001").status() == 409) {
                shop.settle();
            }
            assertThat(shop.claim(coupon, openid, "key-00001").status()).isEqualTo(202);
        }

        @Override
        public void check(Calls.Fault fault, String call) {
            assertThat(shop.states()).isEqualTo(Map.of("granted", 1L, "refused", 1L));
            assertThat(shop.find(coupon, GRANTED, 1).state()).isEqualTo(ClaimState.GRANTED);
            assertThat(world.pay().granted())
                    .extracting(PayControl.Granted::openid)
                    .containsExactly(GRANTED);
            assertThat(shop.holders()).hasSize(1);
        }
    }
}
