package io.kaibo.lottery.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.drand.DrandConfig;
import io.kaibo.local.LocalLambda;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.LotteryStep;
import io.kaibo.lottery.RunningLotteries;
import io.kaibo.lottery.WinDays;
import io.kaibo.lottery.record.ChunkTable;
import io.kaibo.lottery.record.FrozenRecord;
import io.kaibo.lottery.record.RecordBytes;
import io.kaibo.lottery.record.RecordTable;
import io.kaibo.person.LocalPersons;
import io.kaibo.room.RoomFeed;
import io.kaibo.room.RoomId;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.FaultSweep;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every single fault from the close of a lottery to its winners: one frozen record, one draw, and the winners that follow from them. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class DrawFaultsTest {

    private static final RoomId ROOM = new RoomId("wx-7");
    private static final List<String> VIEWERS = List.of("o-1", "o-2", "o-3");

    /** Gates and shards: a fault of the first, the second and the last of so many equal calls is tried. */
    private static final int LONGEST_RUN = 3;

    /** Of so many calls one is struck, in a run that is not exhaustive. */
    private static final int ONE_OF = 4;

    @Inject
    World world;

    @Inject
    RunningLotteries lotteries;

    @Inject
    Deliveries deliveries;

    @Inject
    LocalLambda lambda;

    @Inject
    DrandConfig drand;

    @Inject
    RecordTable recordTable;

    @Inject
    ChunkTable chunks;

    @Inject
    RecordBytes records;

    @Inject
    RoomFeed feed;

    @Test
    void noFaultKeepsALotteryFromItsWinners() throws Exception {
        FaultSweep.Report report =
                FaultSweep.over("freezing and drawing a lottery", new Drawing(), LONGEST_RUN, ONE_OF);
        assertThat(report.broken()).isEmpty();
        assertThat(report.calls()).isGreaterThan(2 * LotteryItems.SHARDS);
    }

    private final class Drawing implements FaultSweep.Flow {

        private LotteryId id;

        @Override
        public void prepare() {
            world.clean();
            id = lotteries.start(ROOM, RunningLotteries.plan(2, 0, null), drand.currentChain());
            lotteries.enter(id, VIEWERS);
            SetupCalls.run(() -> {
                sweep();
                deliver();
            });
            pass(RunningLotteries.UNTIL_FREEZE);
        }

        @Override
        public List<FaultSweep.Invocation> events() {
            return List.of(this::sweep, this::deliver, () -> pass(Duration.ofSeconds(40)), this::sweep, this::deliver);
        }

        private void sweep() {
            lambda.invoke("lottery-sweep", "{}".getBytes(StandardCharsets.UTF_8));
        }

        private void deliver() {
            deliveries.round("lottery-draw", Deliveries.How.ONCE);
        }

        /** A lease that a crash left lapses. */
        @Override
        public void settle() {
            for (int round = 0; round < 3; round++) {
                pass(Duration.ofMinutes(6));
                sweep();
                deliver();
            }
            assertThat(world.takeMessages(LotteryStep.QUEUE)).isEmpty();
        }

        @Override
        public void check(Calls.Fault fault, String call) {
            assertThat(lotteries.find(id).state()).isEqualTo(LotteryState.DRAWN);
            assertThat(world.item("lotteries", LotteryItems.lotteryKey(id)))
                    .as("it waits for the deadline of its prizes")
                    .containsKey("due")
                    .doesNotContainKeys("tries", "stepEnds");
            assertThat(feed.find(ROOM).entries())
                    .extracting(entry -> entry.values().get("state"))
                    .as("the feed, each state once and in its order")
                    .containsExactly("running", "frozen", "drawn");
            FrozenRecord frozen = records.readFrozen(recordTable.findFrozen(id).bytes());
            assertThat(frozen.entries().count()).isEqualTo(VIEWERS.size());
            List<Alias> ranks = recordTable.findDraw(id).aliases();
            assertThat(ranks).hasSize(VIEWERS.size());
            assertThat(Alias.split(chunks.find(id, frozen.entries().chunks().getFirst())))
                    .containsExactlyInAnyOrderElementsOf(ranks);
            for (int slot = 0; slot < 2; slot++) {
                String winner = openidOf(ranks.get(slot));
                assertThat(world.item(
                                "lotteries",
                                LotteryItems.winKey(
                                        WinDays.of(recordTable.findDraw(id).drawnAt()),
                                        LocalPersons.of(winner),
                                        id,
                                        slot)))
                        .as("the win, for the limit of later lotteries")
                        .isNotEmpty();
                assertThat(world.item("lotteries", LotteryItems.winnerKey(id, ranks.get(slot)))
                                .get("slot")
                                .n())
                        .isEqualTo(Integer.toString(slot));
            }
        }

        private String openidOf(Alias alias) {
            return VIEWERS.stream()
                    .filter(viewer -> lotteries.alias(id, viewer).equals(alias))
                    .findFirst()
                    .orElseThrow();
        }

        private void pass(Duration time) {
            world.clock().advance(time);
            world.drand().advance(time);
        }
    }
}
