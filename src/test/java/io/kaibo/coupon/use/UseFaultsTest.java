package io.kaibo.coupon.use;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.coupon.ClaimState;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponShop;
import io.kaibo.coupon.PayMail;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Exhaustive;
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

/** Every single fault of a grant and a use, whichever comes first: the coupon is granted once, and its use is counted once. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class UseFaultsTest {

    /** Of the calls one of so many is struck; the other order strikes others, in other ways. */
    private static final int ONE_OF = Exhaustive.size(1, 2);

    private static final String VIEWER = "o-buyer-0";

    @Inject
    CouponShop shop;

    @Inject
    PayMail mail;

    @Inject
    World world;

    @Test
    void noFaultLosesAUseThatComesBeforeItsGrant() throws Exception {
        sweep("a use before its grant", List.of(this::tell, shop::grantRound));
    }

    @Test
    void noFaultLosesAUseThatComesAfterItsGrant() throws Exception {
        sweep("a use after its grant", List.of(shop::grantRound, this::tell));
    }

    private void sweep(String name, List<FaultSweep.Invocation> events) throws Exception {
        FaultSweep.Report report = FaultSweep.over(name, new Using(events), Integer.MAX_VALUE, ONE_OF);
        assertThat(report.broken()).isEmpty();
        assertThat(report.points()).isGreaterThanOrEqualTo(report.calls() / ONE_OF);
    }

    private PayMail.Notice notice;

    private void tell() {
        mail.deliver(notice);
    }

    private final class Using implements FaultSweep.Flow {

        private final List<FaultSweep.Invocation> events;
        private CouponId coupon;

        private Using(List<FaultSweep.Invocation> events) {
            this.events = events;
        }

        @Override
        public void prepare() throws Exception {
            world.clean();
            shop.viewers(1);
            // with a number left, so that settling need not look for lost ones
            coupon = shop.shelve(CouponShop.plan(2));
            shop.claim(coupon, VIEWER, "key-00001");
            notice = mail.use(mail.sendUnheard(coupon, VIEWER, shop.find(coupon, VIEWER, 1)));
        }

        @Override
        public List<FaultSweep.Invocation> events() {
            return events;
        }

        /** WeChat Pay tells it again, signed anew each time; here it is the same one, within five minutes. */
        @Override
        public void settle() {
            assertThat(mail.deliver(notice).status()).isEqualTo(204);
            // a message that failed is hidden for so long; the lease of its person has lapsed then
            world.clock().advance(Duration.ofMinutes(6));
            shop.grantAll();
            world.clock().advance(Duration.ofMinutes(11));
            shop.settle();
        }

        @Override
        public void check(Calls.Fault fault, String call) {
            assertThat(shop.states()).isEqualTo(Map.of("granted", 1L));
            assertThat(shop.find(coupon, VIEWER, 1).state()).isEqualTo(ClaimState.GRANTED);
            assertThat(shop.find(coupon, VIEWER, 1).usedAt()).isNotNull();
            assertThat(world.pay().granted()).hasSize(1);
        }
    }
}
