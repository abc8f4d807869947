package io.kaibo.lottery.entry;

import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryState;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Finds how an entry stands. The freeze closes the gate of a shard and reads its entries after that. So an entry that is there while the
 * gate reads as open is in. Once the gate is closed only the frozen lists say whether an entry is in. In a lottery that is void without
 * them no entry counts: a void closes no gate, so an entry may be put, and answered, a moment after it.
 */
@Singleton
class FindStanding {

    private final EntryTable table;
    private final Published published;

    FindStanding(EntryTable table, Published published) {
        this.table = table;
        this.published = published;
    }

    EntryStanding find(Lottery lottery, Alias alias) {
        if (lottery.frozenDigest() != null) {
            return findFrozen(lottery, alias);
        }
        if (lottery.state() == LotteryState.VOID) {
            return new EntryStanding.Absent();
        }
        return table.findEnteredAt(lottery.id(), alias)
                .map(enteredAt -> judge(lottery, alias, enteredAt))
                .orElseGet(EntryStanding.Absent::new);
    }

    /** How an entry stands that is in the table, of a lottery that runs. Its put must be over: the gate is read after it. */
    EntryStanding judge(Lottery lottery, Alias alias, Instant enteredAt) {
        return table.isGateClosed(lottery.id(), alias) ? new EntryStanding.Unknown() : new EntryStanding.In(enteredAt);
    }

    private EntryStanding findFrozen(Lottery lottery, Alias alias) {
        boolean isEntrant = published.isEntrant(lottery, alias);
        if (!isEntrant && !published.isLeftOut(lottery, alias)) {
            return new EntryStanding.Absent();
        }
        @Nullable Instant enteredAt = table.findEnteredAt(lottery.id(), alias).orElse(null);
        return isEntrant ? new EntryStanding.In(enteredAt) : new EntryStanding.LeftOut(enteredAt);
    }
}
