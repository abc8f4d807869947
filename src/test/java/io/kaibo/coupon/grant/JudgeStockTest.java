package io.kaibo.coupon.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponShop;
import io.kaibo.coupon.OneCoupon;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the state of its stock makes of a coupon and of the claims that wait. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class JudgeStockTest {

    private static final String VIEWER = OneCoupon.VIEWER;

    @Inject
    OneCoupon oneCoupon;

    @Inject
    CouponShop shop;

    @Inject
    World world;

    @Inject
    Http http;

    private CouponId coupon;

    @BeforeEach
    void shelve() {
        coupon = oneCoupon.shelve();
    }

    @Test
    void notEnoughIsNotBelievedWhileTheStockHasSome() {
        world.pay().refuse(VIEWER, "NOT_ENOUGH", 8);
        oneCoupon.claim(coupon, VIEWER);
        shop.grantAll();
        assertThat(shop.states()).isEqualTo(Map.of("granted", 1L));
        assertThat(oneCoupon.state(coupon)).isEqualTo("on-shelf");
    }

    @Test
    void notEnoughIsBelievedIfTheStockWasReadAsUsedUpAndThenClosesTheCoupon() {
        world.pay().putStock(CouponShop.STOCK, Map.of("distributed_coupons", 5));
        world.pay().refuse(VIEWER, "NOT_ENOUGH", 0);
        oneCoupon.claim(coupon, VIEWER);
        shop.grantRound();
        assertThat(shop.states()).isEqualTo(Map.of("pending", 1L));
        shop.grantRound();
        assertThat(shop.states()).isEqualTo(Map.of("refused", 1L));
        assertThat(shop.holders())
                .as("it gives no coupon back: the next viewer would be refused in turn")
                .hasSize(1);
        assertThat(oneCoupon.state(coupon)).isEqualTo("closed");
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_ENOUGH, status, stoped",
        "INVALID_REQUEST, status, stoped",
        "REQUEST_BLOCKED, status, stoped",
        "NOT_ENOUGH, available_end_time, 1609459200",
        "INVALID_REQUEST, available_end_time, 1609459200",
    })
    void claimsOfAStockThatIsOverEnd(String word, String member, String value) {
        world.pay().putStock(CouponShop.STOCK, Map.of(member, member.equals("status") ? value : Long.valueOf(value)));
        world.pay().refuse(VIEWER, word, 0);
        oneCoupon.claim(coupon, VIEWER);
        shop.grantRound();
        assertThat(shop.states()).isEqualTo(Map.of("pending", 1L));
        shop.grantRound();
        assertThat(shop.states()).isEqualTo(Map.of("refused", 1L));
        assertThat(oneCoupon.state(coupon)).isEqualTo("closed");
    }

    @Test
    void aStockThatWasToppedUpIsNotUsedUp() {
        world.pay().putStock(CouponShop.STOCK, Map.of("distributed_coupons", 5));
        world.pay().refuse(VIEWER, "NOT_ENOUGH", 2);
        oneCoupon.claim(coupon, VIEWER);
        shop.grantRound();
        world.pay().putStock(CouponShop.STOCK, Map.of("distributed_coupons", 0));
        shop.grantRound();
        assertThat(shop.states()).isEqualTo(Map.of("pending", 1L));
        shop.grantAll();
        assertThat(shop.states()).isEqualTo(Map.of("granted", 1L));
    }

    @Test
    void aStockThatWasPausedInTheConsoleTakesTheCouponOffTheShelf() {
        oneCoupon.claim(coupon, VIEWER);
        world.pay().putStock(CouponShop.STOCK, Map.of("status", "paused"));
        shop.grantAll();
        assertThat(oneCoupon.state(coupon)).isEqualTo("off-shelf");
        assertThat(oneCoupon.managed("/" + coupon).body().path("reason").asText())
                .contains("paused");
        assertThat(shop.states()).isEqualTo(Map.of("pending", 1L));
        assertThat(http.post("/admin/coupons/" + coupon + "/close")
                        .asOperator()
                        .send()
                        .status())
                .as("instances may still take claims")
                .isEqualTo(503);
    }
}
