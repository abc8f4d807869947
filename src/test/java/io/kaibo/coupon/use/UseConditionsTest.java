package io.kaibo.coupon.use;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Condition;
import io.kaibo.coupon.Claim;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponShop;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each condition of uses is for: taken away, its promise is broken. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class UseConditionsTest {

    private static final String VIEWER = "o-buyer-0";
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    @Inject
    CouponShop shop;

    @Inject
    UseTable uses;

    @Inject
    World world;

    @BeforeEach
    void clean() {
        world.clean();
    }

    private void without(Condition condition, boolean kept) {
        if (!kept) {
            Calls.rewrite(Conditions.stripping(condition));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theFirstWordOfAUseStays(boolean kept) {
        uses.note("w-1", NOW, LATER);
        without(UseTable.FIRST_TOLD, kept);
        uses.note("w-1", LATER, LATER);
        assertThat(uses.findUse("w-1")).hasValue(kept ? NOW : LATER);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aUseIsCountedOnce(boolean kept) {
        Claim granted = granted();
        String couponId = requireNonNull(granted.couponId());
        assertThat(uses.count(granted.id(), couponId, NOW)).isTrue();
        without(UseTable.NOT_COUNTED, kept);
        assertThat(uses.count(granted.id(), couponId, LATER)).isEqualTo(!kept);
        assertThat(shop.find(granted.id().coupon(), VIEWER, 1).usedAt()).isEqualTo(kept ? NOW : LATER);
    }

    private Claim granted() {
        shop.viewers(1);
        CouponId coupon = shop.shelve(CouponShop.plan(1));
        shop.claim(coupon, VIEWER, "key-00001");
        shop.grantAll();
        return shop.find(coupon, VIEWER, 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theUseOfAnotherClaimsCouponIsNotCounted(boolean kept) {
        Claim granted = granted();
        without(UseTable.NOT_COUNTED, kept);
        assertThat(uses.count(granted.id(), "another", NOW)).isEqualTo(!kept);
    }
}
