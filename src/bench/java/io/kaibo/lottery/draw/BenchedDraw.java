package io.kaibo.lottery.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.RunningLotteries;
import io.kaibo.lottery.record.Records;
import io.kaibo.testing.World;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Freezes and draws a lottery, and takes the time of each part. */
@Singleton
public class BenchedDraw {

    private final RunningLotteries lotteries;
    private final FreezeTable freezes;
    private final FreezeLottery freezeLottery;
    private final DrawLottery drawLottery;
    private final OfferPrizes offerPrizes;
    private final RankEntrants rankEntrants;
    private final Records records;
    private final World world;

    BenchedDraw(
            RunningLotteries lotteries,
            FreezeTable freezes,
            FreezeLottery freezeLottery,
            DrawLottery drawLottery,
            OfferPrizes offerPrizes,
            RankEntrants rankEntrants,
            Records records,
            World world) {
        this.lotteries = lotteries;
        this.freezes = freezes;
        this.freezeLottery = freezeLottery;
        this.drawLottery = drawLottery;
        this.offerPrizes = offerPrizes;
        this.rankEntrants = rankEntrants;
        this.records = records;
        this.world = world;
    }

    /** The time of each part by its name. {@code reading the entries} alone comes first; freezing has a reading of its own in it. */
    public Map<String, Duration> play(LotteryId id, int entries) {
        Map<String, Duration> parts = new LinkedHashMap<>();
        measure(parts, "reading the entries", () -> assertThat(read(id)).isEqualTo(entries));
        measure(parts, "freezing: gates, reading, chunks, record", () -> freezeLottery.freeze(lotteries.find(id)));
        Lottery frozen = lotteries.find(id);
        assertThat(records.findFrozen(frozen).record().entries().count()).isEqualTo(entries);
        world.drand().advance(Duration.ofMinutes(10));
        world.clock().advance(Duration.ofMinutes(10));
        measure(
                parts,
                "drawing: round, verification, reading chunks, ranking",
                () -> assertThat(drawLottery.draw(frozen)).isTrue());
        Lottery drawn = lotteries.find(id);
        measure(
                parts,
                "of it reading chunks and ranking",
                () -> rankEntrants.rank(
                        records.findFrozen(drawn), records.findDraw(id).signature(), DrawLottery.RANKS));
        measure(parts, "writing the winners and their wins", () -> offerPrizes.offer(drawn));
        return parts;
    }

    private long read(LotteryId id) {
        return IntStream.range(0, LotteryItems.SHARDS)
                .mapToLong(shard -> freezes.findAliases(id, shard).count())
                .sum();
    }

    private static void measure(Map<String, Duration> parts, String part, Runnable work) {
        long began = System.nanoTime();
        work.run();
        parts.put(part, Duration.ofNanos(System.nanoTime() - began));
    }
}
