package io.kaibo.coupon.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponShop;
import io.kaibo.testing.Calls;
import io.kaibo.testing.FaultSweep;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every single fault while more of a stock is allotted and pots are cut anew: each number is claimed once, and none is lost for good. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class CouponSizeFaultsTest {

    private static final int SIZE = 6;

    /** A run takes half a second. */
    private static final int ONE_OF = 2;

    @Inject
    CouponShop shop;

    @Inject
    World world;

    @Inject
    Http http;

    @Test
    void noFaultLosesANumberOrHandsItOutTwice() throws Exception {
        FaultSweep.Report report =
                FaultSweep.over("allotting more and cutting pots", new Growing(), Integer.MAX_VALUE, ONE_OF);
        assertThat(report.broken()).isEmpty();
        assertThat(report.points()).isGreaterThanOrEqualTo(report.calls() / ONE_OF);
    }

    private final class Growing implements FaultSweep.Flow {

        private CouponId coupon;
        private List<String> viewers;

        @Override
        public void prepare() {
            world.clean();
            viewers = shop.viewers(SIZE + 1);
            coupon = shop.shelve(CouponShop.plan(2));
            world.pay().putStock(CouponShop.STOCK, Map.of("max_coupons", 10));
            shop.allot(2);
        }

        private int put(String what, int value) {
            return http.call("PUT", "/admin/coupons/" + coupon + "/" + what)
                    .asOperator()
                    .json("{\"" + what + "\":" + value + "}")
                    .send()
                    .status();
        }

        @Override
        public List<FaultSweep.Invocation> events() {
            return List.of(() -> put("quantity", SIZE), () -> put("peak", 4_000));
        }

        /** The operator sends both again, as after a lost answer. Viewers who hear that none is left ask again once lost numbers are found. */
        @Override
        public void settle() {
            assertThat(put("quantity", SIZE)).isEqualTo(200);
            assertThat(put("peak", 4_000)).isEqualTo(200);
            claim();
            shop.lookAfter();
            claim();
        }

        private void claim() {
            viewers.forEach(viewer -> shop.claim(coupon, viewer, "key-00001"));
        }

        @Override
        public void check(Calls.Fault fault, String call) {
            assertThat(shop.allotted()).isEqualTo(SIZE);
            assertThat(shop.holders()).hasSize(SIZE);
            assertThat(shop.states()).isEqualTo(Map.of("pending", (long) SIZE));
        }
    }
}
