package io.kaibo.lottery.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Item;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.drand.DrandConfig;
import io.kaibo.local.LocalLambda;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryKind;
import io.kaibo.lottery.LotteryPlan;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.Prize;
import io.kaibo.lottery.RunningLotteries;
import io.kaibo.lottery.claim.ClaimTable;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.prize.Winner;
import io.kaibo.lottery.prize.WinnerTable;
import io.kaibo.lottery.record.RecordTable;
import io.kaibo.room.RoomId;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Lotteries that are drawn, by their own steps, and what becomes of their prizes. */
@Singleton
public class DrawnLotteries {

    /** From an offer to its deadline. */
    public static final Duration CLAIM = Duration.ofHours(1);

    /** From an offer until its prize is passed on. */
    public static final Duration UNTIL_PASS = CLAIM.plusSeconds(36);

    private static final int ROUNDS = 20;

    private final World world;
    private final RunningLotteries lotteries;
    private final Deliveries deliveries;
    private final LocalLambda lambda;
    private final DrandConfig drand;
    private final WinnerTable winners;
    private final PassTable passes;
    private final RecordTable records;
    private final Table table;

    DrawnLotteries(
            World world,
            RunningLotteries lotteries,
            Deliveries deliveries,
            LocalLambda lambda,
            DrandConfig drand,
            WinnerTable winners,
            PassTable passes,
            RecordTable records,
            Tables tables) {
        this.world = world;
        this.lotteries = lotteries;
        this.deliveries = deliveries;
        this.lambda = lambda;
        this.drand = drand;
        this.winners = winners;
        this.passes = passes;
        this.records = records;
        this.table = tables.open(LotteryItems.TABLE);
    }

    /** A lottery whose prizes are offered. @param passes how often one prize is passed on at most */
    public LotteryId draw(int prizes, int passes, int entrants) {
        return draw(plan(prizes, passes, Prize.Redemption.ADDRESS), entrants);
    }

    public LotteryId draw(LotteryPlan plan, int entrants) {
        LotteryId id = lotteries.start(new RoomId("wx-7"), plan, drand.currentChain());
        lotteries.enter(id, IntStream.range(0, entrants).mapToObj(i -> "o-" + i).toList());
        pass(RunningLotteries.UNTIL_FREEZE);
        step();
        pass(Duration.ofSeconds(40));
        step();
        assertThat(lotteries.find(id).state()).isEqualTo(LotteryState.DRAWN);
        return id;
    }

    public static LotteryPlan plan(int prizes, int passes, Prize.Redemption redemption) {
        return new LotteryPlan(
                "周年庆",
                LotteryKind.LIKE,
                null,
                List.of(new Prize("一等奖", "茶壶", prizes, 19900, redemption)),
                (int) RunningLotteries.COUNTDOWN.toSeconds(),
                (int) CLAIM.toSeconds(),
                passes,
                0,
                null);
    }

    /** Time goes by, for drand too. */
    public void pass(Duration time) {
        world.clock().advance(time);
        world.drand().advance(time);
    }

    /** What is due is done. */
    public void step() {
        sweep();
        deliveries.untilEmpty("lottery-draw", Deliveries.How.ONCE, ROUNDS);
    }

    public void sweep() {
        lambda.invoke("lottery-sweep", "{}".getBytes(StandardCharsets.UTF_8));
    }

    /** A claim of the prize that began then. */
    public boolean claim(LotteryId id, Alias alias, Instant begun) {
        Update claimed = Update.set("#state = :claimed, claimedAt = :begun")
                .named("#state", "state")
                .with(":claimed", PrizeState.CLAIMED)
                .with(":offered", PrizeState.OFFERED)
                .with(":begun", begun);
        return SetupCalls.call(() -> table.update(LotteryItems.winnerKey(id, alias), claimed, ClaimTable.OPEN))
                instanceof ConditionalWrite.WriteDone;
    }

    /** Keeps so many ranks alone, as if more had been drawn than are kept. */
    public void keepRanks(LotteryId id, int most) {
        Map<String, AttributeValue> draw = new HashMap<>(world.item(LotteryItems.TABLE, LotteryItems.drawKey(id)));
        draw.put("ranks", Item.of(Alias.join(ranks(id).subList(0, most))));
        world.putItem(LotteryItems.TABLE, draw);
    }

    /** The aliases by rank. */
    public List<Alias> ranks(LotteryId id) {
        return SetupCalls.call(() -> records.findDraw(id).aliases());
    }

    /** By rank. */
    public List<Winner> winners(LotteryId id) {
        return SetupCalls.call(() -> winners.findAll(id).stream()
                .sorted(Comparator.comparing(Winner::rank))
                .toList());
    }

    public List<Pass> passes(LotteryId id) {
        return SetupCalls.call(() -> passes.findAll(id));
    }
}
