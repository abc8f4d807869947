package io.kaibo.coupon.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponConfig;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponShop;
import io.kaibo.coupon.CouponTable;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Defaults;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** What an instance goes by that finds nothing left. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class TakeNumberTest {

    private static final CouponConfig CONFIG = Defaults.of(CouponConfig.class);

    @Inject
    CouponShop shop;

    @Inject
    CouponTable table;

    @Inject
    PotTable pots;

    @Inject
    TicketTable tickets;

    @Inject
    World world;

    @Test
    void aCouponThatIsSoldOutCostsNothingWhileThatIsKept() {
        world.clean();
        world.clock().stop();
        CouponId id = shop.shelve(CouponShop.plan(1));
        TakeNumber takeNumber = new TakeNumber(pots, tickets, CONFIG, world.clock());
        Coupon coupon = table.find(id).orElseThrow();
        int number = takeNumber.take(coupon).orElseThrow();
        shop.claim(id, shop.viewers(1).getFirst(), "key-00001");
        assertThat(number).isZero();
        assertThat(takeNumber.take(coupon)).isEmpty();
        Calls.reset();
        assertThat(takeNumber.take(coupon)).isEmpty();
        assertThat(Calls.made()).isEmpty();
        world.clock().advance(CONFIG.kept());
        assertThat(takeNumber.take(coupon)).isEmpty();
        assertThat(Calls.made()).contains("DynamoDb.Query");
    }
}
