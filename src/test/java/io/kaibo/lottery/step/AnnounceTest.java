package io.kaibo.lottery.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Item;
import io.kaibo.drand.DrandConfig;
import io.kaibo.local.LocalLambda;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.LotteryStep;
import io.kaibo.lottery.RunningLotteries;
import io.kaibo.lottery.VoidReason;
import io.kaibo.lottery.draw.VoidTable;
import io.kaibo.room.FeedEntry;
import io.kaibo.room.FeedType;
import io.kaibo.room.RoomFeed;
import io.kaibo.room.RoomId;
import io.kaibo.room.Sync;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.FaultSweep;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Each state of a lottery is in its room's feed before the lottery moves on; a feed that cannot be written keeps no lottery from its draw. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class AnnounceTest {

    private static final List<String> VIEWERS = List.of("o-1", "o-2", "o-3");
    private static final int ROUNDS = 20;

    @Inject
    World world;

    @Inject
    RunningLotteries lotteries;

    @Inject
    VoidTable voids;

    @Inject
    RoomFeed feed;

    @Inject
    DrandConfig drand;

    @Inject
    Deliveries deliveries;

    @Inject
    LocalLambda lambda;

    @Inject
    Sync sync;

    @Inject
    Http http;

    private RoomId room;
    private LotteryId id;

    @BeforeEach
    void start() {
        world.clean();
        deliveries.takeFailures();
        room = RoomId.ofWeChat(
                world.sandbox().createRoom(Map.of("live_status", 101)).roomid());
        sync.recent();
        id = lotteries.start(room, RunningLotteries.plan(1, 0, null), drand.currentChain());
        lotteries.enter(id, VIEWERS);
    }

    @Test
    void theRulesOfALotteryThatIsStartedAreInTheFeed() {
        send();
        deliver();
        Lottery lottery = lotteries.find(id);
        FeedEntry entry = feed.find(room).entries().getFirst();
        assertThat(states()).containsExactly("running");
        assertThat(entry.type()).isEqualTo(FeedType.LOTTERY);
        assertThat(entry.values())
                .containsEntry("lotteryId", id.value())
                .containsEntry("title", "周年庆")
                .containsEntry("kind", "like")
                .containsEntry("rulesDigest", lottery.rulesDigest())
                .containsEntry("closesAt", lottery.closesAt().toString());
        assertThat(dueAt()).as("the freeze").isEqualTo(lottery.closesAt().plusSeconds(15));
    }

    @Test
    void theCodeIsInTheFeedBeforeTheRoundIsOut() {
        send();
        deliver();
        pass(RunningLotteries.UNTIL_FREEZE);
        send();
        deliver();
        Lottery lottery = lotteries.find(id);
        assertThat(lottery.state()).isEqualTo(LotteryState.FROZEN);
        FeedEntry entry = feed.find(room).entries().getLast();
        Instant out = Instant.ofEpochSecond(drand.currentChain().timeOf(lottery.round()));
        assertThat(entry.values())
                .containsEntry("state", "frozen")
                .containsEntry("frozenDigest", lottery.frozenDigest())
                .containsEntry("round", Long.toString(lottery.round()));
        assertThat(entry.at()).isBefore(out.minusSeconds(29));
        assertThat(dueAt()).as("the draw").isEqualTo(out);
    }

    @Test
    void eachStateIsInTheFeedOnceWhateverTheMessagesDo() {
        for (Duration time : List.of(Duration.ZERO, RunningLotteries.UNTIL_FREEZE, Duration.ofSeconds(40))) {
            pass(time);
            send();
            send();
            deliveries.untilEmpty("lottery-draw", new Deliveries.How(3, 2), ROUNDS);
        }
        assertThat(states()).containsExactly("running", "frozen", "drawn");
        assertWaitsForItsDeadline();
    }

    @Test
    void aLotteryWhoseRoomWasOverIsVoidInTheFeed() {
        send();
        deliver();
        world.clock().advance(RunningLotteries.COUNTDOWN.minusSeconds(30));
        world.sandbox().moveRoom(room.weChatId(), 103);
        sync.recent();
        pass(Duration.ofMinutes(1));
        send();
        deliver();
        assertThat(lotteries.find(id).state()).isEqualTo(LotteryState.VOID);
        assertThat(states()).containsExactly("running", "void");
        assertThat(feed.find(room).entries().getLast().values()).containsEntry("reason", "room-over");
        assertThat(dueAt()).isNull();
    }

    @Test
    void aLotteryWithTooFewEntrantsIsVoidInTheFeed() {
        id = lotteries.start(room, RunningLotteries.plan(1, 4, null), drand.currentChain());
        lotteries.enter(id, VIEWERS);
        pass(RunningLotteries.UNTIL_FREEZE);
        send();
        deliver();
        assertThat(states()).containsExactly("running", "void");
        assertThat(feed.find(room).entries().getLast().values()).containsEntry("reason", "too-few");
        assertThat(dueAt()).isNull();
    }

    @Test
    void aLotteryThatAnOperatorMakesVoidIsInTheFeedByTheMessageAlone() {
        send();
        deliver();
        // as it is written at its start
        world.putItem(
                LotteryItems.TABLE,
                Map.of(
                        "pk", Item.of("ROOM#" + room),
                        "sk", Item.of("RUNNING#like"),
                        "lottery", Item.of(id.value()),
                        "until", Item.of(lotteries.find(id).closesAt())));
        assertThat(http.post("/admin/lotteries/" + id + "/void")
                        .asOperator()
                        .json("{\"words\":\"奖品写错了\"}")
                        .send()
                        .status())
                .isEqualTo(200);
        deliver();
        assertThat(states()).containsExactly("running", "void");
        assertThat(feed.find(room).entries().getLast().values()).containsEntry("reason", "by-operator");
        assertThat(dueAt()).isNull();
    }

    /** Its message finds the lease taken, and is gone. */
    @Test
    void aLotteryThatBecomesVoidWhileItsStartIsAnnouncedIsInTheFeedAtOnce() {
        AtomicInteger updates = new AtomicInteger();
        Calls.afterEach(call -> {
            // the first takes the lease, the second appends
            if (call.equals("DynamoDb.UpdateItem") && updates.incrementAndGet() == 2) {
                Instant now = world.clock().instant();
                SetupCalls.run(() -> voids.write(id, LotteryState.RUNNING, VoidReason.BY_OPERATOR, now));
            }
        });
        send();
        deliver();
        assertThat(states()).containsExactly("running", "void");
        assertThat(dueAt()).isNull();
    }

    @Test
    void aStartIsAnnouncedWhenTheFeedCanBeWrittenAgain() {
        failFeed();
        send();
        deliver();
        assertThat(states()).isEmpty();
        assertThat(dueAt()).isAfter(world.clock().instant());
        Calls.reset();
        pass(Duration.ofSeconds(10));
        sweep();
        deliver();
        assertThat(states()).containsExactly("running");
    }

    @Test
    void aFeedThatCannotBeWrittenHoldsNoLotteryUp() {
        failFeed();
        for (int minute = 0; minute < 5; minute++) {
            sweep();
            deliver();
            assertThat(lotteries.find(id).state()).isEqualTo(LotteryState.RUNNING);
            assertThat(dueAt()).isBeforeOrEqualTo(lotteries.find(id).closesAt().plusSeconds(15));
            pass(Duration.ofMinutes(1));
        }
        pass(Duration.ofSeconds(15));
        sweep();
        deliver();
        assertThat(lotteries.find(id).state()).as("at its time").isEqualTo(LotteryState.FROZEN);
        pass(Duration.ofSeconds(35));
        sweep();
        deliver();
        assertThat(lotteries.find(id).state()).as("at its time").isEqualTo(LotteryState.DRAWN);
        assertThat(world.items(LotteryItems.TABLE))
                .as("the winner")
                .anyMatch(item -> item.get("sk").s().startsWith("WIN#"));
        assertThat(states()).isEmpty();
        Calls.reset();
        pass(Duration.ofMinutes(16));
        sweep();
        deliver();
        assertThat(states()).containsExactly("drawn");
        assertWaitsForItsDeadline();
    }

    @Test
    void aFreezeThatIsFarAwayIsLeftToTheSweep() {
        closeInAnHour();
        send();
        Calls.reset();
        deliver();
        assertThat(states()).containsExactly("running");
        assertThat(Calls.count("Sqs.SendMessage")).isZero();
    }

    @Test
    void noFaultKeepsAStartFromTheFeedOrTellsItTwice() throws Exception {
        FaultSweep.Report report = FaultSweep.over("announcing a lottery", new Announcing());
        assertThat(report.broken()).isEmpty();
        assertThat(report.points()).isEqualTo(report.calls() * Calls.Fault.ALL);
    }

    private final class Announcing implements FaultSweep.Flow {

        @Override
        public void prepare() {
            start();
            closeInAnHour();
            send();
        }

        @Override
        public List<FaultSweep.Invocation> events() {
            return List.of(() -> deliveries.round("lottery-draw", Deliveries.How.ONCE));
        }

        /** A lease that a crash left lapses. */
        @Override
        public void settle() {
            deliveries.takeFailures();
            pass(Duration.ofMinutes(6));
            sweep();
            deliver();
        }

        @Override
        public void check(Calls.Fault fault, String call) {
            assertThat(states()).containsExactly("running");
            assertThat(lotteries.find(id).state()).as("before its close").isEqualTo(LotteryState.RUNNING);
            assertThat(dueAt()).isEqualTo(lotteries.find(id).closesAt().plusSeconds(15));
        }
    }

    private void closeInAnHour() {
        var item = new HashMap<>(world.item(LotteryItems.TABLE, LotteryItems.lotteryKey(id)));
        item.put("closesAt", Item.of(world.clock().instant().plus(Duration.ofHours(1))));
        world.putItem(LotteryItems.TABLE, item);
    }

    /** Every write of the feed fails for good. */
    private static void failFeed() {
        Calls.rewrite(AnnounceTest::failIfFeed);
    }

    private static SdkRequest failIfFeed(SdkRequest request) {
        if (request instanceof UpdateItemRequest update && update.tableName().endsWith("-feeds")) {
            throw SdkClientException.create("planned: the feed is away");
        }
        return request;
    }

    private List<String> states() {
        return feed.find(room).entries().stream()
                .filter(entry -> id.value().equals(entry.values().get("lotteryId")))
                .map(entry -> entry.values().get("state"))
                .toList();
    }

    /** Its prizes can be claimed for a week. */
    private void assertWaitsForItsDeadline() {
        assertThat(dueAt())
                .isAfter(world.clock().instant().plus(Duration.ofDays(6)))
                .isBefore(world.clock().instant().plus(Duration.ofDays(8)));
    }

    private Instant dueAt() {
        return new Item(world.item(LotteryItems.TABLE, LotteryItems.lotteryKey(id))).instantOrNull("dueAt");
    }

    private void pass(Duration time) {
        world.clock().advance(time);
        world.drand().advance(time);
    }

    private void send() {
        world.sendMessage(LotteryStep.QUEUE, "{\"lottery\":\"" + id + "\"}");
    }

    private void sweep() {
        lambda.invoke("lottery-sweep", "{}".getBytes(StandardCharsets.UTF_8));
    }

    private void deliver() {
        deliveries.untilEmpty("lottery-draw", Deliveries.How.ONCE, ROUNDS);
        assertThat(deliveries.takeFailures()).isZero();
    }
}
