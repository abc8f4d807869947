package io.kaibo.coupon.prize;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Metrics;
import io.kaibo.coupon.Claim;
import io.kaibo.coupon.ClaimId;
import io.kaibo.coupon.ClaimState;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponShop;
import io.kaibo.coupon.PrizeOf;
import io.kaibo.coupon.grant.WriteGrant;
import io.kaibo.coupon.ticket.TicketTable;
import io.kaibo.person.LocalPersons;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each condition of prizes is for: taken away, its promise is broken. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class PrizeConditionsTest {

    private static final String WINNER = "o-buyer-0";
    private static final String NEXT = "o-buyer-1";

    @Inject
    CouponShop shop;

    @Inject
    PrizeClaimTable claims;

    @Inject
    PrizeClosingTable closing;

    @Inject
    WriteGrant writeGrant;

    @Inject
    Metrics metrics;

    @Inject
    World world;

    private CouponId coupon;

    @BeforeEach
    void aTierHasTwoPrizes() {
        world.clean();
        shop.viewers(3);
        coupon = shop.putPrizes(new PrizeOf("AAAAAAAAAAAAAAAAAAAAAA", 0), 2);
    }

    @AfterEach
    void reset() {
        Calls.reset();
    }

    private static void without(Condition condition, boolean kept) {
        if (!kept) {
            Calls.rewrite(Conditions.stripping(condition));
        }
    }

    private PrizeClaimTable.PrizeClaimOutcome put(String openid, int ticket, String number) {
        Instant now = world.clock().instant();
        return claims.put(
                new Claim(
                        new ClaimId(LocalPersons.of(openid), coupon, ticket + 1),
                        "prize-000",
                        number,
                        ticket,
                        false,
                        ClaimState.PENDING,
                        now,
                        null,
                        null,
                        null,
                        null),
                now);
    }

    private PrizeClosingTable.Counted seen() {
        return SetupCalls.call(() -> closing.find(coupon));
    }

    /** A message that comes once more after WeChat Pay refused the winner would have it asked again, with another number. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClaimIsWrittenOnce(boolean kept) {
        world.pay().refuse(WINNER, "USER_AL_GET_COUPON", 0);
        put(WINNER, 0, "first");
        world.clock().advance(Duration.ofMinutes(11));
        shop.settle();
        without(PrizeClaimTable.ABSENT, kept);
        put(WINNER, 0, "second");
        Calls.reset();
        assertThat(shop.find(coupon, WINNER, 1).requestNumber()).isEqualTo(kept ? "first" : "second");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPrizeIsOnePersons(boolean kept) {
        put(WINNER, 0, "first");
        without(TicketTable.NOT_HELD, kept);
        put(NEXT, 0, "second");
        Calls.reset();
        assertThat(shop.states()).containsEntry("pending", kept ? 1L : 2L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noClaimIsWrittenOfACouponThatGaveItsPiecesBack(boolean kept) {
        closing.close(seen(), 2);
        without(PrizeClaimTable.OPEN, kept);
        put(WINNER, 0, "late");
        Calls.reset();
        assertThat(shop.states()).hasSize(kept ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsNotWonGoesBackOnce(boolean kept) {
        PrizeClosingTable.Counted seen = seen();
        closing.close(seen, 2);
        without(PrizeClosingTable.AS_SEEN, kept);
        closing.close(seen, 2);
        Calls.reset();
        assertThat(shop.allotted()).isEqualTo(kept ? 0 : -2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPieceThatIsClaimedMeanwhileDoesNotGoBack(boolean kept) {
        PrizeClosingTable.Counted seen = seen();
        put(WINNER, 0, "meanwhile");
        without(PrizeClosingTable.AS_SEEN, kept);
        closing.close(seen, 2);
        Calls.reset();
        assertThat(shop.allotted()).isEqualTo(kept ? 2 : 0);
    }

    /** WeChat Pay granted what it had refused, and the claim took its ticket back. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPieceThatIsTakenBackMeanwhileDoesNotGoBack(boolean kept) {
        world.pay().refuse(WINNER, "USER_AL_GET_COUPON", 0);
        put(WINNER, 0, "first");
        world.clock().advance(Duration.ofMinutes(11));
        shop.settle();
        PrizeClosingTable.Counted seen = seen();
        Claim refused = shop.find(coupon, WINNER, 1);
        SetupCalls.run(() -> writeGrant.write(refused, "w-1", world.clock().instant(), metrics.begin("coupon-grant")));
        assertThat(shop.holders()).hasSize(1);
        without(PrizeClosingTable.AS_SEEN, kept);
        closing.close(seen, 2);
        Calls.reset();
        assertThat(shop.allotted()).isEqualTo(kept ? 2 : 0);
    }
}
