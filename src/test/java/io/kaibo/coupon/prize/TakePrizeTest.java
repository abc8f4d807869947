package io.kaibo.coupon.prize;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Queues;
import io.kaibo.coupon.ClaimState;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponPrize;
import io.kaibo.coupon.CouponShop;
import io.kaibo.coupon.CouponState;
import io.kaibo.coupon.PrizeOf;
import io.kaibo.person.LocalPersons;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A prize is one coupon of its winner's, however often and in whichever order messages come; what is not won goes back once. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class TakePrizeTest {

    private static final String WINNER = "o-buyer-0";
    private static final String NEXT = "o-buyer-1";

    @Inject
    CouponShop shop;

    @Inject
    Queues queues;

    @Inject
    World world;

    private CouponId coupon;

    @BeforeEach
    void aTierHasTwoPrizes() {
        world.clean();
        shop.viewers(3);
        coupon = shop.putPrizes(new PrizeOf("AAAAAAAAAAAAAAAAAAAAAA", 1), 2);
    }

    private void claim(String openid, int slot) {
        SetupCalls.run(
                () -> queues.send(CouponPrize.QUEUE, CouponPrize.claimed(coupon, slot, LocalPersons.of(openid))));
    }

    private void finish() {
        SetupCalls.run(() -> queues.send(CouponPrize.QUEUE, CouponPrize.lotteryOver(coupon)));
    }

    @Test
    void aPrizeIsOneCouponHoweverOftenItsMessageComes() {
        claim(WINNER, 1);
        claim(WINNER, 1);
        shop.takePrizes();
        shop.grantAll();
        claim(WINNER, 1);
        shop.takePrizes();
        shop.grantAll();
        assertThat(shop.find(coupon, WINNER, 2).ticket()).isEqualTo(1);
        assertThat(shop.states()).isEqualTo(Map.of("granted", 1L));
        assertThat(world.pay().granted()).hasSize(1);
        assertThat(shop.claims(WINNER)).hasSize(1);
    }

    @Test
    void twoWinnersOfOneSlotAtOnceGetOneCoupon() {
        claim(WINNER, 0);
        claim(NEXT, 0);
        shop.takePrizeRound();
        shop.grantAll();
        assertThat(shop.states()).isEqualTo(Map.of("granted", 1L));
        assertThat(shop.holders()).hasSize(1);
        assertThat(world.pay().granted()).hasSize(1);
    }

    @Test
    void whomWeChatPayRefusesLeavesTheTicketToTheNextWinner() {
        world.pay().refuse(WINNER, "USER_AL_GET_COUPON", 0);
        claim(WINNER, 0);
        shop.takePrizes();
        shop.grantAll();
        assertThat(shop.states()).isEqualTo(Map.of("refused", 1L));
        claim(NEXT, 0);
        shop.takePrizes();
        shop.grantAll();
        assertThat(shop.find(coupon, NEXT, 1).state()).isEqualTo(ClaimState.GRANTED);
        assertThat(shop.holders().values())
                .containsExactly(LocalPersons.of(NEXT).value() + "#1");
    }

    @Test
    void whatIsNotWonGoesBackOnce() {
        claim(WINNER, 0);
        shop.takePrizes();
        shop.grantAll();
        finish();
        finish();
        shop.takePrizes();
        finish();
        shop.takePrizes();
        assertThat(shop.state(coupon)).isEqualTo(CouponState.CLOSED);
        assertThat(shop.allotted()).isEqualTo(1);
    }

    @Test
    void aLotteryThatIsOverWaitsForWeChatPaysLastWord() {
        claim(WINNER, 0);
        shop.takePrizes();
        finish();
        shop.takePrizeRound();
        assertThat(shop.state(coupon)).isEqualTo(CouponState.PRIZE);
        assertThat(shop.allotted()).isEqualTo(2);
        shop.grantAll();
        // as the message that was put off does in five seconds
        finish();
        shop.takePrizes();
        assertThat(shop.state(coupon)).isEqualTo(CouponState.CLOSED);
        assertThat(shop.allotted()).isEqualTo(1);
    }

    @Test
    void aPrizeThatIsClaimedOnceTheCouponIsClosedGetsNothing() {
        finish();
        shop.takePrizes();
        claim(WINNER, 0);
        shop.takePrizes();
        assertThat(shop.states()).isEmpty();
        assertThat(shop.holders()).isEmpty();
        assertThat(shop.allotted()).isZero();
    }

    @Test
    void aPrizeBeyondThoseOfTheTierGetsNothing() {
        claim(WINNER, 2);
        shop.takePrizes();
        assertThat(shop.states()).isEmpty();
    }

    @Test
    void aClaimWhoseMessageToTheGrantIsLostIsGrantedAllTheSame() {
        claim(WINNER, 0);
        shop.takePrizes();
        world.takeMessages("coupon-grants");
        world.clock().advance(Duration.ofMinutes(11));
        shop.settle();
        assertThat(world.pay().granted()).hasSize(1);
        assertThat(List.of(shop.find(coupon, WINNER, 1).state())).containsExactly(ClaimState.GRANTED);
    }
}
