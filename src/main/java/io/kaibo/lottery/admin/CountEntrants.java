package io.kaibo.lottery.admin;

import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryConfig;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.record.FrozenRecord;
import io.kaibo.lottery.record.Records;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tells how many viewers have entered a lottery: every half minute while it runs, and exactly once they are frozen. */
@Singleton
class CountEntrants {

    private final EntrantTable table;
    private final Records records;
    private final LotteryConfig config;
    private final Clock clock;

    CountEntrants(EntrantTable table, Records records, LotteryConfig config, Clock clock) {
        this.table = table;
        this.records = records;
        this.config = config;
        this.clock = clock;
    }

    /** Null before the start, and until the first count is done. */
    @Nullable
    EntrantCount count(Lottery lottery) {
        if (lottery.frozenDigest() != null) {
            return countFrozen(lottery);
        }
        Optional<EntrantCount> last = table.find(lottery.id());
        if (lottery.state() != LotteryState.RUNNING) {
            return last.orElse(null);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        boolean isLate = last.filter(
                        count -> count.countedAt().plus(config.countKept()).isAfter(now))
                .isEmpty();
        return isLate && table.claim(lottery.id(), now, config.countKept())
                ? countNow(lottery.id(), now)
                : last.orElse(null);
    }

    private EntrantCount countNow(LotteryId id, Instant now) {
        long count = IntStream.range(0, LotteryItems.SHARDS)
                .boxed()
                .gather(Gatherers.mapConcurrent(config.readers(), shard -> table.countShard(id, shard)))
                .mapToLong(Long::longValue)
                .sum();
        table.write(id, count, now);
        return new EntrantCount(count, now, false);
    }

    /** Those who may win, and those who were left out for earlier wins: both have entered. */
    private EntrantCount countFrozen(Lottery lottery) {
        FrozenRecord record = records.findFrozen(lottery).record();
        return new EntrantCount(
                (long) record.entries().count() + record.leftOut().count(), record.frozenAt(), true);
    }
}
