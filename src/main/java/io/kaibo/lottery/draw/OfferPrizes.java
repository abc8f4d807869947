package io.kaibo.lottery.draw;

import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.prize.Offer;
import io.kaibo.lottery.prize.WinnerTable;
import io.kaibo.lottery.record.Draw;
import io.kaibo.lottery.record.Records;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Offers the prizes of a lottery that is drawn to its first ranks, in the order of the prizes. */
@Singleton
public class OfferPrizes {

    private final DrawTable table;
    private final WinnerTable winners;
    private final Records records;

    OfferPrizes(DrawTable table, WinnerTable winners, Records records) {
        this.table = table;
        this.winners = winners;
        this.records = records;
    }

    /** Writes the winners. Some may be written already. */
    public void offer(Lottery lottery) {
        Draw draw = records.findDraw(lottery.id());
        List<Alias> won =
                draw.aliases().stream().limit(lottery.plan().countPrizes()).toList();
        Map<Alias, DrawTable.Entered> entries = table.findEntries(lottery.id(), won);
        Instant deadline = draw.drawnAt().plusSeconds(lottery.plan().claimSeconds());
        for (int slot = 0; slot < won.size(); slot++) {
            Alias alias = won.get(slot);
            DrawTable.Entered entry = Objects.requireNonNull(entries.get(alias), "a winner has no entry");
            winners.write(
                    lottery.id(),
                    new Offer(alias, entry.person(), slot, slot + 1, draw.drawnAt(), deadline, entry.templateId()));
        }
    }
}
