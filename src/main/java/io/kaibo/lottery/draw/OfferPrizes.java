package io.kaibo.lottery.draw;

import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryConfig;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.prize.Offer;
import io.kaibo.lottery.prize.WinnerTable;
import io.kaibo.lottery.record.Draw;
import io.kaibo.lottery.record.Records;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;

/** Offers the prizes of a lottery that is drawn to its first ranks, in the order of the prizes. */
@Singleton
public class OfferPrizes {

    private final DrawTable table;
    private final WinnerTable winners;
    private final Records records;
    private final LotteryConfig config;
    private final Clock clock;

    OfferPrizes(DrawTable table, WinnerTable winners, Records records, LotteryConfig config, Clock clock) {
        this.table = table;
        this.winners = winners;
        this.records = records;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Writes the winners, unless all of them are written. Some may be. The time to claim begins with the first call, the same for all: a draw
     * whose winners could not be written for hours takes nothing of it from them.
     */
    public void offer(Lottery lottery) {
        table.beginOffering(lottery.id(), clock.instant()).ifPresent(offeredAt -> offer(lottery, offeredAt));
    }

    private void offer(Lottery lottery, Instant offeredAt) {
        Draw draw = records.findDraw(lottery.id());
        List<Alias> won =
                draw.aliases().stream().limit(lottery.plan().countPrizes()).toList();
        Map<Alias, DrawTable.Entered> entries = table.findEntries(lottery.id(), won);
        Instant deadline = offeredAt.plusSeconds(lottery.plan().claimSeconds());
        IntStream.range(0, won.size())
                .mapToObj(slot -> offer(won.get(slot), slot, entries, offeredAt, deadline))
                .gather(Gatherers.mapConcurrent(config.readers(), offer -> write(lottery.id(), offer)))
                .forEach(_ -> {});
        table.writeOffered(lottery.id());
    }

    private static Offer offer(
            Alias alias, int slot, Map<Alias, DrawTable.Entered> entries, Instant offeredAt, Instant deadline) {
        DrawTable.Entered entry = Objects.requireNonNull(entries.get(alias), "a winner has no entry");
        return new Offer(alias, entry.person(), slot, slot + 1, offeredAt, deadline, entry.templateId());
    }

    private Offer write(LotteryId id, Offer offer) {
        winners.write(id, offer);
        return offer;
    }
}
