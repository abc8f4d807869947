package io.kaibo.lottery.coupon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponPrize;
import io.kaibo.coupon.CouponShop;
import io.kaibo.coupon.CouponState;
import io.kaibo.coupon.PrizeOf;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.Prize;
import io.kaibo.lottery.Prizes;
import io.kaibo.lottery.pass.DrawnLotteries;
import io.kaibo.lottery.pass.Pass;
import io.kaibo.lottery.pass.PassReason;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.prize.Winner;
import io.kaibo.person.LocalPersons;
import io.kaibo.testing.Calls;
import io.kaibo.testing.FaultSweep;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Prizes that are coupons, from the claim to the last one that goes back: two of them, three entrants, passed on once at most. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class CouponPrizesTest {

    private static final List<String> OPENIDS =
            IntStream.range(0, 3).mapToObj(i -> "o-" + i).toList();

    @Inject
    World world;

    @Inject
    DrawnLotteries drawn;

    @Inject
    Prizes prizes;

    @Inject
    CouponShop shop;

    @Inject
    Http http;

    private LotteryId id;
    private CouponId coupon;

    @BeforeEach
    void draw() {
        world.clean();
        id = drawn.draw(DrawnLotteries.plan(2, 1, Prize.Redemption.COUPON), 3);
        shop.know(OPENIDS);
        coupon = shop.putPrizes(new PrizeOf(id.value(), 0), 2);
    }

    /** Of the rank, from 1. */
    private String openid(int rank) {
        Winner winner = drawn.winners(id).get(rank - 1);
        return OPENIDS.stream()
                .filter(openid -> LocalPersons.of(openid).equals(winner.person()))
                .findFirst()
                .orElseThrow();
    }

    private Http.Answer claim(int rank) {
        return prizes.claim(id, openid(rank), "{}");
    }

    private void grant() {
        shop.takePrizes();
        shop.grantAll();
    }

    private void passDeadline() {
        drawn.pass(DrawnLotteries.UNTIL_PASS);
        drawn.step();
    }

    private String coupon(int rank) {
        return prizes.only(openid(rank)).path("coupon").asText();
    }

    @Test
    void theWinnerSeesHowTheCouponStands() {
        assertThat(prizes.only(openid(1)).has("coupon")).isFalse();
        Http.Answer claimed = claim(1);
        assertThat(claimed.status()).isEqualTo(200);
        assertThat(claimed.body().path("redemption").asText()).isEqualTo("coupon");
        assertThat(claimed.body().path("coupon").asText()).isEqualTo("pending");
        claim(1);
        grant();
        assertThat(coupon(1)).isEqualTo("granted");
        assertThat(world.pay().granted()).hasSize(1);
        assertThat(prizes.claim(id, openid(2), Prizes.ADDRESS).status()).isEqualTo(422);
    }

    @Test
    void aMessageThatIsLostIsSentAgainByTheSweep() {
        claim(1);
        world.takeMessages(CouponPrize.QUEUE);
        drawn.sweep();
        assertThat(world.takeMessages(CouponPrize.QUEUE))
                .as("it was in the queue")
                .isEmpty();
        Calls.reset();
        Calls.listen(call -> {
            if (call.equals("Sqs.SendMessage")) {
                throw new IllegalStateException("SQS is away");
            }
        });
        assertThat(claim(2).status()).isEqualTo(200);
        Calls.reset();
        drawn.pass(Duration.ofSeconds(61));
        drawn.sweep();
        grant();
        assertThat(coupon(2)).isEqualTo("granted");
        drawn.sweep();
        assertThat(world.takeMessages(CouponPrize.QUEUE)).isEmpty();
    }

    @Test
    void aPrizeThatWeChatPayRefusesIsPassedOnOnceAndTheRestGoesBack() {
        String refused = openid(1);
        world.pay().refuse(refused, "USER_AL_GET_COUPON", 0);
        claim(1);
        claim(2);
        grant();
        assertThat(coupon(1)).isEqualTo("refused");
        passDeadline();
        passDeadlineTwice();
        assertThat(drawn.passes(id))
                .extracting(Pass::number, Pass::slot, Pass::rank, Pass::reason)
                .containsExactly(tuple(1, 0, 3, PassReason.CANNOT_RECEIVE), tuple(2, 0, null, PassReason.NOT_CLAIMED));
        assertThat(drawn.winners(id))
                .extracting(Winner::state)
                .containsExactly(PrizeState.WITHDRAWN, PrizeState.CLAIMED, PrizeState.LAPSED);
        shop.takePrizes();
        assertThat(shop.state(coupon)).isEqualTo(CouponState.CLOSED);
        assertThat(shop.allotted()).isEqualTo(1);
    }

    private void passDeadlineTwice() {
        passDeadline();
        drawn.step();
    }

    @Test
    void thePassesWaitForWeChatPaysLastWord() {
        world.pay().refuse(openid(1), "USER_AL_GET_COUPON", 0);
        claim(1);
        shop.takePrizes();
        passDeadline();
        assertThat(drawn.passes(id)).isEmpty();
        assertThat(shop.state(coupon)).isEqualTo(CouponState.PRIZE);
        shop.grantAll();
        drawn.pass(Duration.ofHours(1));
        drawn.step();
        assertThat(drawn.passes(id))
                .extracting(Pass::slot, Pass::rank, Pass::reason)
                .containsExactly(tuple(0, 3, PassReason.CANNOT_RECEIVE), tuple(1, null, PassReason.NOT_CLAIMED));
    }

    @Test
    void afterADayAClaimedCouponStaysItsWinners() {
        claim(1);
        shop.takePrizes();
        drawn.pass(Duration.ofDays(1).plus(DrawnLotteries.UNTIL_PASS));
        drawn.step();
        assertThat(drawn.passes(id)).extracting(Pass::slot).containsExactly(1);
        assertThat(drawn.winners(id).getFirst().state()).isEqualTo(PrizeState.CLAIMED);
    }

    @Test
    void aPrizeThatWasGivenUpStaysItsWinnersAndItsCouponDoesNotGoBack() {
        world.pay().refuse(openid(1), "REQUEST_BLOCKED", 0);
        claim(1);
        claim(2);
        grant();
        world.clock().advance(Duration.ofHours(1));
        assertThat(operate("/pending/0/give-up")).isEqualTo(200);
        assertThat(coupon(1)).isEqualTo("given-up");
        passDeadline();
        assertThat(drawn.passes(id)).isEmpty();
        assertThat(drawn.winners(id)).extracting(Winner::state).containsOnly(PrizeState.CLAIMED);
        shop.takePrizes();
        assertThat(shop.state(coupon)).isEqualTo(CouponState.CLOSED);
        assertThat(shop.allotted()).isEqualTo(2);
    }

    @Test
    void aCouponThatIsClosedWhileItsLotteryRunsIsRefusedInPublic() {
        assertThat(operate("/close")).isEqualTo(200);
        claim(1);
        grant();
        assertThat(coupon(1)).isEqualTo("refused");
        passDeadline();
        assertThat(drawn.passes(id)).extracting(Pass::reason).contains(PassReason.CANNOT_RECEIVE);
        assertThat(world.pay().granted()).isEmpty();
    }

    private int operate(String path) {
        return http.post("/admin/coupons/" + coupon + path).asOperator().send().status();
    }

    @Test
    void noFaultLosesACouponOrGivesItTwice() throws Exception {
        FaultSweep.Report report = FaultSweep.over("claiming a coupon", new Claiming());
        assertThat(report.broken()).isEmpty();
        assertThat(report.calls()).isGreaterThan(8);
    }

    private final class Claiming implements FaultSweep.Flow {

        private List<Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue>> items =
                world.items("lotteries");

        @Override
        public void prepare() {
            world.clean();
            world.putItems("lotteries", items);
            shop.know(OPENIDS);
            coupon = shop.putPrizes(new PrizeOf(id.value(), 0), 2);
        }

        @Override
        public List<FaultSweep.Invocation> events() {
            return List.of(() -> claim(1), () -> drawn.sweep());
        }

        @Override
        public void settle() {
            assertThat(claim(1).status()).isEqualTo(200);
            drawn.pass(Duration.ofSeconds(61));
            drawn.sweep();
            grant();
        }

        @Override
        public void check(Calls.Fault fault, String call) {
            JsonNode prize = prizes.only(openid(1));
            assertThat(prize.path("state").asText()).isEqualTo("claimed");
            assertThat(prize.path("coupon").asText()).isEqualTo("granted");
            assertThat(world.pay().granted()).hasSize(1);
        }
    }
}
