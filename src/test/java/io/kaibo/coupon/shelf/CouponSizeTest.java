package io.kaibo.coupon.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponPlan;
import io.kaibo.coupon.CouponShop;
import io.kaibo.coupon.CouponState;
import io.kaibo.coupon.ticket.PotTable;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A coupon gives more than at first, and stands more claims a second, while it is claimed. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class CouponSizeTest {

    @Inject
    CouponShop shop;

    @Inject
    PotTable pots;

    @Inject
    World world;

    @Inject
    Http http;

    @BeforeEach
    void clean() {
        world.clean();
    }

    /** A coupon on the shelf; its stock has ten. */
    private CouponId shelve(int quantity) {
        CouponId coupon = shop.shelve(CouponShop.plan(quantity));
        world.pay().putStock(CouponShop.STOCK, Map.of("max_coupons", 10));
        shop.allot(quantity);
        return coupon;
    }

    private Http.Answer put(CouponId coupon, String what, int value) {
        return http.call("PUT", "/admin/coupons/" + coupon + "/" + what)
                .asOperator()
                .json("{\"" + what + "\":" + value + "}")
                .send();
    }

    private static String type(Http.Answer answer) {
        return answer.body().path("type").asText().replace("urn:kaibo:problem:", "");
    }

    /** How many numbers the pots have that have some. */
    private List<Integer> counts(CouponId coupon) {
        return SetupCalls.call(() -> pots.findAll(coupon, 50)).stream()
                .map(PotTable.Pot::count)
                .filter(count -> count > 0)
                .sorted()
                .toList();
    }

    private int claim(CouponId coupon, String viewer) {
        return shop.claim(coupon, viewer, "key-00001").status();
    }

    @Test
    void aCouponThatIsSoldOutIsAllottedMore() {
        CouponId coupon = shelve(1);
        List<String> viewers = shop.viewers(4);
        assertThat(claim(coupon, viewers.get(0))).isEqualTo(202);
        assertThat(claim(coupon, viewers.get(1))).isEqualTo(409);
        Http.Answer more = put(coupon, "quantity", 3);
        assertThat(more.body().at("/plan/quantity").asInt()).isEqualTo(3);
        assertThat(put(coupon, "quantity", 3).status()).as("sent again").isEqualTo(200);
        assertThat(shop.allotted()).isEqualTo(3);
        assertThat(claim(coupon, viewers.get(1))).isEqualTo(202);
        assertThat(claim(coupon, viewers.get(2))).isEqualTo(202);
        assertThat(claim(coupon, viewers.get(3))).isEqualTo(409);
        assertThat(shop.holders()).hasSize(3);
    }

    @Test
    void itIsAllottedNoMoreThanItsStockHas() {
        CouponId coupon = shelve(8);
        Http.Answer tooMany = put(coupon, "quantity", 11);
        assertThat(type(tooMany)).isEqualTo("stock-allotted");
        assertThat(tooMany.body().path("left").asInt()).isEqualTo(2);
        world.pay().putStock(CouponShop.STOCK, Map.of("status", "paused"));
        assertThat(type(put(coupon, "quantity", 10))).isEqualTo("stock-unfit");
        assertThat(shop.allotted()).isEqualTo(8);
    }

    @Test
    void itIsAllottedNoLess() {
        Http.Answer less = put(shelve(8), "quantity", 7);
        assertThat(less.status()).isEqualTo(422);
        assertThat(less.field()).isEqualTo("quantity");
    }

    @Test
    void itsPotsAreCutUntilTheyStandItsPeak() {
        CouponId coupon = shelve(9);
        assertThat(claim(coupon, shop.viewers(1).getFirst())).isEqualTo(202);
        Http.Answer cut = put(coupon, "peak", 3_000);
        assertThat(cut.body().at("/plan/peak").asInt()).isEqualTo(3_000);
        assertThat(counts(coupon)).isEqualTo(List.of(2, 2, 4));
        put(coupon, "peak", 3_000);
        assertThat(counts(coupon)).as("sent again").isEqualTo(List.of(2, 2, 4));
        put(coupon, "peak", 1_000);
        assertThat(counts(coupon)).as("for less").isEqualTo(List.of(2, 2, 4));
        shop.viewers(9)
                .subList(1, 9)
                .forEach(viewer -> assertThat(claim(coupon, viewer)).isEqualTo(202));
        assertThat(shop.holders()).hasSize(9);
    }

    @Test
    void thereAreNoMorePotsThanNumbers() {
        CouponId coupon = shelve(2);
        put(coupon, "peak", 5_000);
        assertThat(counts(coupon)).isEqualTo(List.of(1, 1));
    }

    @Test
    void whatIsAllottedMoreStandsThePeakToo() {
        CouponId coupon =
                shop.put(new CouponPlan(CouponShop.STOCK, 2, 1, null, null, false, 2_000, null), CouponState.ON_SHELF);
        world.pay().putStock(CouponShop.STOCK, Map.of("max_coupons", 10));
        shop.allot(2);
        put(coupon, "quantity", 8);
        assertThat(counts(coupon)).isEqualTo(List.of(1, 1, 3, 3));
    }

    @Test
    void aCouponThatIsClosedOrAPrizeIsNotChanged() {
        for (CouponState state : List.of(CouponState.CLOSED, CouponState.PRIZE)) {
            CouponId coupon = shop.put(CouponShop.plan(3), state);
            assertThat(type(put(coupon, "quantity", 4))).isEqualTo("coupon-state");
            assertThat(type(put(coupon, "peak", 2_000))).isEqualTo("coupon-state");
        }
    }
}
