package io.kaibo.coupon.prize;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Deployment;
import io.kaibo.aws.Queues;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponPrize;
import io.kaibo.coupon.CouponShop;
import io.kaibo.coupon.CouponState;
import io.kaibo.coupon.PrizeOf;
import io.kaibo.person.LocalPersons;
import io.kaibo.sandbox.pay.PayControl;
import io.kaibo.testing.Calls;
import io.kaibo.testing.FaultSweep;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Every single fault of prizes that are coupons: each is granted once or refused, and what is left goes back once. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class PrizeFaultsTest {

    private static final String GRANTED = "o-buyer-0";
    private static final String REFUSED = "o-buyer-1";
    private static final Map<String, Long> DECIDED = Map.of("granted", 1L, "refused", 1L);

    @Inject
    CouponShop shop;

    @Inject
    Queues queues;

    @Inject
    SqsClient sqs;

    @Inject
    Deployment deployment;

    @Inject
    World world;

    @Test
    void noFaultLosesAPrizeOrGivesItTwice() throws Exception {
        FaultSweep.Report report = FaultSweep.over("prizes that are coupons", new Taking());
        assertThat(report.broken()).isEmpty();
        assertThat(report.calls()).isGreaterThan(15);
    }

    private final class Taking implements FaultSweep.Flow {

        private CouponId coupon;
        private int lotteries;

        /** Another coupon each time: an instance notes a grant of one coupon once in a second. */
        @Override
        public void prepare() {
            world.clean();
            shop.viewers(3);
            coupon = shop.putPrizes(new PrizeOf("%021dA".formatted(lotteries++), 0), 3);
            world.pay().refuse(REFUSED, "USER_AL_GET_COUPON", 0);
        }

        /** One message at a time: a queue brings several in any order. */
        @Override
        public List<FaultSweep.Invocation> events() {
            return List.of(
                    () -> claim(GRANTED, 0),
                    () -> shop.takePrizeRound(),
                    () -> shop.grantRound(),
                    () -> claim(REFUSED, 1),
                    () -> shop.takePrizeRound(),
                    () -> shop.grantRound(),
                    this::finishIfDecided,
                    () -> shop.takePrizeRound());
        }

        private void claim(String openid, int slot) {
            SetupCalls.run(
                    () -> queues.send(CouponPrize.QUEUE, CouponPrize.claimed(coupon, slot, LocalPersons.of(openid))));
        }

        /** A lottery is over once WeChat Pay has said its last word about each claim. */
        private void finishIfDecided() {
            if (shop.states().equals(DECIDED)) {
                finish();
            }
        }

        private void finish() {
            SetupCalls.run(() -> queues.send(CouponPrize.QUEUE, CouponPrize.lotteryOver(coupon)));
        }

        /** What failed is in its queue, to come at once or in five seconds; it comes now. */
        @Override
        public void settle() {
            int unwritten = 2 - shop.claimItems().size();
            assertThat(waiting()).isGreaterThanOrEqualTo(unwritten);
            claim(GRANTED, 0);
            claim(REFUSED, 1);
            for (int i = 0; i < 3; i++) {
                world.clock().advance(Duration.ofMinutes(11));
                shop.takePrizeRound();
                shop.settle();
            }
            finish();
            shop.takePrizes();
        }

        private int waiting() {
            return SetupCalls.call(() -> {
                Map<QueueAttributeName, String> counts = sqs.getQueueAttributes(
                                get -> get.queueUrl(deployment.queueUrl(CouponPrize.QUEUE))
                                        .attributeNames(QueueAttributeName.ALL))
                        .attributes();
                return Integer.parseInt(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                        + Integer.parseInt(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
            });
        }

        @Override
        public void check(Calls.Fault fault, String call) {
            assertThat(shop.states()).isEqualTo(DECIDED);
            assertThat(world.pay().granted())
                    .extracting(PayControl.Granted::openid)
                    .containsExactly(GRANTED);
            assertThat(shop.holders()).hasSize(1);
            assertThat(shop.state(coupon)).isEqualTo(CouponState.CLOSED);
            assertThat(shop.allotted()).isEqualTo(1);
        }
    }
}
