package io.kaibo.lottery.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.lottery.Lotteries;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryPlan;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.Prize;
import io.kaibo.lottery.RunningLotteries;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lotteries whose prizes were just offered, by their own step. What comes before it is put there: the gates of 64 shards and a round of drand take
 * most of the time, and what becomes of offered prizes does not depend on them.
 */
@Singleton
class OfferedLotteries {

    private final Lotteries lotteries;
    private final RunningLotteries running;
    private final DrawnLotteries drawn;
    private final World world;
    private final Table table;

    OfferedLotteries(Lotteries lotteries, RunningLotteries running, DrawnLotteries drawn, World world, Tables tables) {
        this.lotteries = lotteries;
        this.running = running;
        this.drawn = drawn;
        this.world = world;
        this.table = tables.open(LotteryItems.TABLE);
    }

    /** @param passes how often one prize is passed on at most */
    LotteryId offer(int prizes, int passes, int entrants) {
        return offer(DrawnLotteries.plan(prizes, passes, Prize.Redemption.ADDRESS), entrants);
    }

    LotteryId offer(LotteryPlan plan, int entrants) {
        List<String> openids =
                IntStream.range(0, entrants).mapToObj(i -> "o-" + i).toList();
        LotteryId id = lotteries.start(plan);
        running.enter(id, openids);
        IntStream shards = openids.stream()
                .mapToInt(openid -> Lotteries.shardOf(id, openid))
                .distinct()
                .sorted();
        SetupCalls.run(() -> lotteries.freeze(id, shards));
        lotteries.draw(id);
        setDue(id);
        drawn.step();
        assertThat(drawn.winners(id)).hasSize(Math.min(plan.countPrizes(), entrants));
        return id;
    }

    private void setDue(LotteryId id) {
        SetupCalls.run(() -> table.update(
                LotteryItems.lotteryKey(id),
                Update.set("announced = :drawn, due = :due, dueAt = :now")
                        .with(":drawn", LotteryState.DRAWN)
                        .with(":due", LotteryItems.DUE)
                        .with(":now", world.clock().instant())));
    }
}
