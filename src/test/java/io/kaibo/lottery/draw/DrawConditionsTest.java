package io.kaibo.lottery.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Condition;
import io.kaibo.drand.DrandChain;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.RunningLotteries;
import io.kaibo.lottery.VoidReason;
import io.kaibo.person.LocalPersons;
import io.kaibo.room.RoomId;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each condition of the freeze and the draw is for: with it the promise holds, with it taken away it does not. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class DrawConditionsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Alias ALIAS = new Alias(1, 1);

    @Inject
    World world;

    @Inject
    RunningLotteries lotteries;

    @Inject
    StepTable steps;

    @Inject
    FreezeTable freezes;

    @Inject
    DrawTable draws;

    private LotteryId id;
    private Lottery running;

    @BeforeEach
    void start() {
        world.clean();
        id = lotteries.start(new RoomId("wx-7"), RunningLotteries.plan(1, 0, null), DrandChain.QUICKNET);
        running = lotteries.find(id);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theFirstFrozenRecordStands(boolean kept) {
        freeze("first");
        if (!kept) {
            Calls.rewrite(request -> Conditions.stripping(FreezeTable.RUNNING)
                    .apply(Conditions.stripping(FreezeTable.NOT_FROZEN).apply(request)));
        }
        freeze("second");
        assertThat(new String(draws.findFrozen(id), StandardCharsets.UTF_8)).isEqualTo(kept ? "first" : "second");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aVoidLotteryIsNotFrozen(boolean kept) {
        freezes.writeVoid(id, VoidReason.ROOM_OVER, NOW);
        without(FreezeTable.RUNNING, kept);
        freeze("late");
        assertThat(lotteries.find(id).state()).isEqualTo(kept ? LotteryState.VOID : LotteryState.FROZEN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFrozenLotteryIsNotVoidForItsRoom(boolean kept) {
        freeze("first");
        without(FreezeTable.STILL_RUNNING, kept);
        freezes.writeVoid(id, VoidReason.ROOM_OVER, NOW);
        assertThat(lotteries.find(id).state()).isEqualTo(kept ? LotteryState.FROZEN : LotteryState.VOID);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theFirstDrawStands(boolean kept) {
        freeze("first");
        draw(1);
        if (!kept) {
            Calls.rewrite(request -> Conditions.stripping(DrawTable.FROZEN)
                    .apply(Conditions.stripping(DrawTable.NOT_DRAWN).apply(request)));
        }
        draw(2);
        assertThat(draws.findDraw(id).round()).isEqualTo(kept ? 1 : 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aVoidLotteryIsNotDrawn(boolean kept) {
        freeze("first");
        draws.writeNoRound(id, NOW);
        without(DrawTable.FROZEN, kept);
        draw(1);
        assertThat(lotteries.find(id).state()).isEqualTo(kept ? LotteryState.VOID : LotteryState.DRAWN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDrawnLotteryIsNotVoidForItsRound(boolean kept) {
        freeze("first");
        draw(1);
        without(DrawTable.STILL_FROZEN, kept);
        draws.writeNoRound(id, NOW);
        assertThat(lotteries.find(id).voided())
                .isEqualTo(kept ? null : new Lottery.Voided(VoidReason.NO_ROUND, NOW, null));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWinnerIsWrittenOnce(boolean kept) {
        win(0);
        without(DrawTable.NO_WINNER, kept);
        win(7);
        assertThat(world.item("lotteries", LotteryItems.winnerKey(id, ALIAS))
                        .get("slot")
                        .n())
                .isEqualTo(kept ? "0" : "7");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneInstanceAtATimeHasTheLease(boolean kept) {
        assertThat(steps.lease(id, "one", NOW, NOW.plusSeconds(330))).isPresent();
        without(StepTable.FREE, kept);
        assertThat(steps.lease(id, "two", NOW.plusSeconds(329), NOW.plusSeconds(660))
                        .isEmpty())
                .isEqualTo(kept);
        assertThat(steps.lease(id, "three", NOW.plusSeconds(661), NOW.plusSeconds(900)))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLeaseThatLapsedIsNotGivenBack(boolean kept) {
        steps.lease(id, "one", NOW, NOW.plusSeconds(330));
        steps.lease(id, "two", NOW.plusSeconds(331), NOW.plusSeconds(660));
        without(StepTable.MINE, kept);
        steps.giveBack(id, "one");
        assertThat(steps.lease(id, "three", NOW.plusSeconds(332), NOW.plusSeconds(900))
                        .isEmpty())
                .isEqualTo(kept);
    }

    private static void without(Condition condition, boolean kept) {
        if (!kept) {
            Calls.rewrite(Conditions.stripping(condition));
        }
    }

    private void freeze(String bytes) {
        freezes.writeFrozen(
                running,
                new FreezeTable.Frozen(
                        bytes.getBytes(StandardCharsets.UTF_8), new byte[0], 1L, NOW.plusSeconds(30), NOW));
    }

    private void draw(long round) {
        draws.writeDraw(id, new DrawTable.Draw(round, new byte[48], List.of(ALIAS), NOW));
    }

    private void win(int slot) {
        draws.writeWinner(id, new DrawTable.Winner(ALIAS, LocalPersons.of("o-1"), slot, NOW.plusSeconds(3600)), NOW);
    }
}
