package io.kaibo.lottery.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Item;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.drand.DrandChain;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryStep;
import io.kaibo.lottery.RunningLotteries;
import io.kaibo.room.RoomId;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message of a step that comes before its time. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class EarlyStepTest {

    private static final String SEND = "Sqs.SendMessage";

    @Inject
    World world;

    @Inject
    RunningLotteries lotteries;

    @Inject
    Tables tables;

    @Inject
    Deliveries deliveries;

    private LotteryId id;
    private Instant dueAt;

    @BeforeEach
    void start() {
        world.clean();
        id = lotteries.start(new RoomId("wx-7"), RunningLotteries.plan(1, 0, null), DrandChain.QUICKNET);
        dueAt = Instant.ofEpochMilli(
                world.clock().instant().plus(Duration.ofMinutes(5)).toEpochMilli());
        setDue(dueAt);
        Calls.reset();
    }

    @Test
    void theOneThatIsForWhatTheLotteryWaitsForWaitsOn() {
        bring(dueAt);
        assertThat(Calls.count(SEND)).isEqualTo(1);
        assertThat(isLeased()).isFalse();
    }

    /** Of a time that is past, or that the lottery no longer waits for: what wrote the new time sent a message of its own. */
    @ParameterizedTest
    @ValueSource(longs = {-60, 60})
    void anotherEndsHoweverOftenItComes(long seconds) {
        for (int i = 0; i < 3; i++) {
            bring(dueAt.plusSeconds(seconds));
        }
        assertThat(Calls.count(SEND)).isZero();
        assertThat(isLeased()).isFalse();
    }

    @Test
    void oneThatComesLateDoesWhatIsDue() {
        setDue(world.clock().instant().minusSeconds(1));
        bring(dueAt.minus(Duration.ofHours(1)));
        assertThat(dueAt())
                .as("it is announced, and waits for its close")
                .isAfter(world.clock().instant());
    }

    /** Its own message may have met the lease, and be gone. */
    @Test
    void aStepWhoseTimeComesWhileAnotherMessageHasTheLeaseIsEnqueued() {
        Calls.afterEach(call -> {
            if (call.equals("DynamoDb.UpdateItem") && world.clock().instant().isBefore(dueAt)) {
                world.clock().advance(Duration.ofMinutes(6));
            }
        });
        bring(dueAt.minusSeconds(60));
        assertThat(Calls.count(SEND)).isEqualTo(1);
    }

    private void bring(Instant sentFor) {
        world.sendMessage(LotteryStep.QUEUE, "{\"lottery\":\"" + id + "\",\"dueAt\":\"" + sentFor + "\"}");
        deliveries.round("lottery-draw", Deliveries.How.ONCE);
        assertThat(deliveries.takeFailures()).isZero();
    }

    private void setDue(Instant at) {
        SetupCalls.run(() -> tables.open(LotteryItems.TABLE)
                .update(LotteryItems.lotteryKey(id), Update.set("dueAt = :at").with(":at", at)));
    }

    private Instant dueAt() {
        return lottery().instant("dueAt");
    }

    private boolean isLeased() {
        return lottery().has("stepEnds");
    }

    private Item lottery() {
        return new Item(world.item(LotteryItems.TABLE, LotteryItems.lotteryKey(id)));
    }
}
