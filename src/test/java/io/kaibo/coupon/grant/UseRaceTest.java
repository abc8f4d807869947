package io.kaibo.coupon.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Metrics;
import io.kaibo.coupon.Claim;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponShop;
import io.kaibo.coupon.PayMail;
import io.kaibo.coupon.use.CountUse;
import io.kaibo.testing.Interleaving;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Output;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** A use is notified while its grant is being written, in every order of their calls: it is counted once. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class UseRaceTest {

    private static final String VIEWER = "o-buyer-0";
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    @Inject
    CouponShop shop;

    @Inject
    PayMail mail;

    @Inject
    WriteGrant writeGrant;

    @Inject
    GrantTable grants;

    @Inject
    CountUse countUse;

    @Inject
    Metrics metrics;

    @Inject
    World world;

    /** What writes a grant. */
    private interface Granting {
        void grant(Claim claim, String couponId, Metrics.Line line);
    }

    @Test
    void aUseThatMeetsItsGrantIsCountedOnceInEveryOrder() throws Exception {
        for (String order : Interleaving.orders(2, 2)) {
            assertThat(countUses(order, (claim, couponId, line) -> writeGrant.write(claim, couponId, NOW, line)))
                    .as(order)
                    .isEqualTo(1);
        }
    }

    /** The control: who reads before they write is not seen by the other, and does not see it. */
    @Test
    void ifTheUseWereReadBeforeTheGrantIsWrittenItWouldBeLost() throws Exception {
        assertThat(countUses("BAAB", (claim, couponId, line) -> {
                    countUse.countGranted(claim.id(), couponId, line);
                    grants.grant(claim, couponId, NOW);
                }))
                .isZero();
    }

    private int countUses(String order, Granting granting) throws Exception {
        world.clean();
        shop.viewers(1);
        CouponId coupon = shop.shelve(CouponShop.plan(1));
        shop.claim(coupon, VIEWER, "key-00001");
        Claim claim = shop.find(coupon, VIEWER, 1);
        String couponId = mail.sendUnheard(coupon, VIEWER, claim);
        PayMail.Notice notice = mail.use(couponId);
        List<String> lines = Output.of(() -> race(order, notice, () -> {
            Metrics.Line line = metrics.begin("coupon-grant");
            granting.grant(claim, couponId, line);
            line.print();
        }));
        int counted = (int)
                lines.stream().filter(line -> line.contains("\"CouponUsed\":1")).count();
        assertThat(shop.find(coupon, VIEWER, 1).usedAt() != null).isEqualTo(counted > 0);
        return counted;
    }

    private void race(String order, PayMail.Notice notice, Runnable granting) {
        try {
            int status = Interleaving.run(
                    order, UseRaceTest::owner, () -> mail.deliver(notice).status(), granting);
            assertThat(status).isEqualTo(204);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** A: the notification writes the use and reads the grant. B: the grant is written, and the use is read. */
    private static char owner(SdkRequest request) {
        return switch (request) {
            case UpdateItemRequest update when update.key().get("sk").s().equals("USE") -> 'A';
            case GetItemRequest get
            when get.key().containsKey("sk") && get.key().get("sk").s().equals("GRANT") -> 'A';
            case GetItemRequest get
            when get.key().containsKey("sk") && get.key().get("sk").s().equals("USE") -> 'B';
            case TransactWriteItemsRequest _ -> 'B';
            default -> '-';
        };
    }
}
