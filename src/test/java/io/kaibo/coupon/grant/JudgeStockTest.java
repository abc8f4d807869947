package io.kaibo.coupon.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponPlan;
import io.kaibo.coupon.CouponShop;
import io.kaibo.http.Role;
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

    private static final String VIEWER = "o-buyer-0";

    @Inject
    CouponShop shop;

    @Inject
    World world;

    @Inject
    Http http;

    private CouponId coupon;

    @BeforeEach
    void shelve() {
        world.clean();
        world.clock().stop();
        shop.viewers(5);
        coupon = shop.shelve(new CouponPlan(CouponShop.STOCK, 5, 5, null, null, false, 1_000, null));
    }

    private void claim(String openid) {
        assertThat(shop.claim(coupon, openid, "key-00001").status()).isEqualTo(202);
    }

    @Test
    void notEnoughIsNotBelievedWhileTheStockHasSome() {
        world.pay().refuse(VIEWER, "NOT_ENOUGH", 8);
        claim(VIEWER);
        shop.grantAll();
        assertThat(shop.states()).isEqualTo(Map.of("granted", 1L));
        assertThat(state()).isEqualTo("on-shelf");
    }

    @Test
    void notEnoughIsBelievedIfTheStockWasReadAsUsedUpAndThenClosesTheCoupon() {
        world.pay().putStock(CouponShop.STOCK, Map.of("distributed_coupons", 5));
        world.pay().refuse(VIEWER, "NOT_ENOUGH", 0);
        claim(VIEWER);
        shop.grantRound();
        assertThat(shop.states()).isEqualTo(Map.of("pending", 1L));
        shop.grantRound();
        assertThat(shop.states()).isEqualTo(Map.of("refused", 1L));
        assertThat(shop.holders())
                .as("it gives no coupon back: the next viewer would be refused in turn")
                .hasSize(1);
        assertThat(state()).isEqualTo("closed");
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
        claim(VIEWER);
        shop.grantRound();
        assertThat(shop.states()).isEqualTo(Map.of("pending", 1L));
        shop.grantRound();
        assertThat(shop.states()).isEqualTo(Map.of("refused", 1L));
        assertThat(state()).isEqualTo("closed");
    }

    @Test
    void aStockThatWasToppedUpIsNotUsedUp() {
        world.pay().putStock(CouponShop.STOCK, Map.of("distributed_coupons", 5));
        world.pay().refuse(VIEWER, "NOT_ENOUGH", 2);
        claim(VIEWER);
        shop.grantRound();
        world.pay().putStock(CouponShop.STOCK, Map.of("distributed_coupons", 0));
        shop.grantRound();
        assertThat(shop.states()).isEqualTo(Map.of("pending", 1L));
        shop.grantAll();
        assertThat(shop.states()).isEqualTo(Map.of("granted", 1L));
    }

    @Test
    void aStockThatWasPausedInTheConsoleTakesTheCouponOffTheShelf() {
        claim(VIEWER);
        world.pay().putStock(CouponShop.STOCK, Map.of("status", "paused"));
        shop.grantAll();
        assertThat(state()).isEqualTo("off-shelf");
        assertThat(managed("/" + coupon).body().path("reason").asText()).contains("paused");
        assertThat(shop.states()).isEqualTo(Map.of("pending", 1L));
        assertThat(http.post("/admin/coupons/" + coupon + "/close")
                        .asOperator()
                        .send()
                        .status())
                .as("instances may still take claims")
                .isEqualTo(503);
    }

    private String state() {
        return managed("/" + coupon).body().path("state").asText();
    }

    private Http.Answer managed(String path) {
        return http.get("/admin/coupons" + path).as(Role.OPERATOR).send();
    }
}
