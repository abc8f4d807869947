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
import io.kaibo.lottery.prize.Offer;
import io.kaibo.lottery.prize.WinnerTable;
import io.kaibo.lottery.record.Draw;
import io.kaibo.lottery.record.RecordTable;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
    VoidTable voids;

    @Inject
    WinnerTable winners;

    @Inject
    FreezeTable freezes;

    @Inject
    DrawTable draws;

    @Inject
    RecordTable recordTable;

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
        assertThat(new String(recordTable.findFrozen(id).bytes(), StandardCharsets.UTF_8))
                .isEqualTo(kept ? "first" : "second");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aVoidLotteryIsNotFrozen(boolean kept) {
        voids.write(id, LotteryState.RUNNING, VoidReason.ROOM_OVER, NOW);
        without(FreezeTable.RUNNING, kept);
        freeze("late");
        assertThat(lotteries.find(id).state()).isEqualTo(kept ? LotteryState.VOID : LotteryState.FROZEN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFrozenLotteryIsNotVoidForItsRoom(boolean kept) {
        freeze("first");
        without(VoidTable.STILL, kept);
        voids.write(id, LotteryState.RUNNING, VoidReason.ROOM_OVER, NOW);
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
        assertThat(recordTable.findDraw(id).round()).isEqualTo(kept ? 1 : 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aVoidLotteryIsNotDrawn(boolean kept) {
        freeze("first");
        voids.write(id, LotteryState.FROZEN, VoidReason.NO_ROUND, NOW);
        without(DrawTable.FROZEN, kept);
        draw(1);
        assertThat(lotteries.find(id).state()).isEqualTo(kept ? LotteryState.VOID : LotteryState.DRAWN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDrawnLotteryIsNotVoidForItsRound(boolean kept) {
        freeze("first");
        draw(1);
        without(VoidTable.STILL, kept);
        voids.write(id, LotteryState.FROZEN, VoidReason.NO_ROUND, NOW);
        assertThat(lotteries.find(id).voided())
                .isEqualTo(kept ? null : new Lottery.Voided(VoidReason.NO_ROUND, NOW, null));
    }

    /** However late the winners are written, and however often: all have the same time to claim. */
    @Test
    void theFirstOfferingDecidesWhenTheTimeToClaimBegins() {
        assertThat(draws.beginOffering(id, NOW)).contains(NOW);
        assertThat(draws.beginOffering(id, NOW.plusSeconds(7200))).contains(NOW);
        draws.writeOffered(id);
        assertThat(draws.beginOffering(id, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWinnerIsWrittenOnce(boolean kept) {
        win(0);
        without(WinnerTable.NO_WINNER, kept);
        win(7);
        assertThat(world.item("lotteries", LotteryItems.winnerKey(id, ALIAS))
                        .get("slot")
                        .n())
                .isEqualTo(kept ? "0" : "7");
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
        draws.writeDraw(id, new Draw(round, new byte[48], ALIAS.toBytes(), NOW));
    }

    private void win(int slot) {
        winners.write(id, new Offer(ALIAS, LocalPersons.of("o-1"), slot, 1, NOW, NOW.plusSeconds(3600), null));
    }
}
