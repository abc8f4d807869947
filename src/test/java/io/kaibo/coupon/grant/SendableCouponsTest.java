package io.kaibo.coupon.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Metrics;
import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponConfig;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponShop;
import io.kaibo.coupon.CouponTable;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Defaults;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an instance that grants goes by without reading it again, and for how long. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class SendableCouponsTest {

    private static final CouponConfig CONFIG = Defaults.of(CouponConfig.class);

    @Inject
    CouponShop shop;

    @Inject
    CouponTable table;

    @Inject
    HaltTable halts;

    @Inject
    StrangeWordTable strangeWords;

    @Inject
    JudgeStock judgeStock;

    @Inject
    Metrics metrics;

    @Inject
    World world;

    private SendableCoupons known;
    private Coupon coupon;

    @BeforeEach
    void shelve() {
        world.clean();
        world.clock().stop();
        CouponId id = shop.shelve(CouponShop.plan(1));
        known = new SendableCoupons(table, halts, CONFIG, world.clock());
        coupon = SetupCalls.call(() -> known.find(id).orElseThrow());
        Calls.reset();
    }

    @Test
    void aCouponIsReadOnceWhileItIsKept() {
        known.find(coupon.id());
        assertThat(Calls.made()).isEmpty();
        world.clock().advance(CONFIG.kept());
        known.find(coupon.id());
        assertThat(Calls.made()).containsExactly("DynamoDb.GetItem");
    }

    @Test
    void theInstanceThatHaltsAllGoesByItAtOnce() {
        assertThat(known.isHalted(coupon)).isFalse();
        new HaltGrants(halts, strangeWords, judgeStock, known, world.clock())
                .haltAll("SIGN_ERROR", "签名错误", metrics.begin("coupon-grant"));
        assertThat(known.isHalted(coupon)).isTrue();
    }

    @Test
    void aHaltIsReadOnceWhileItIsKept() {
        assertThat(known.isHalted(coupon)).isFalse();
        SetupCalls.run(() -> halts.haltAll("SIGN_ERROR", world.clock().instant()));
        assertThat(known.isHalted(coupon)).as("others hear of it that late").isFalse();
        world.clock().advance(CONFIG.kept());
        assertThat(known.isHalted(coupon)).isTrue();
    }
}
