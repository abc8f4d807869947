package io.kaibo.lottery.draw;

import io.kaibo.lottery.Alias;
import io.kaibo.lottery.AliasKey;
import io.kaibo.lottery.LotteryConfig;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.WinDays;
import io.kaibo.lottery.WinLimit;
import io.kaibo.lottery.record.AliasChunks;
import io.kaibo.lottery.record.AliasList;
import io.kaibo.lottery.record.ChunkTable;
import io.kaibo.lottery.record.Rules;
import io.kaibo.person.Person;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads who entered a lottery, after closing the gates: an entry whose viewer was told yes was put before its gate was closed, so it is
 * read here. The memory holds a few shards and a chunk, whatever the number of entries.
 */
@Singleton
class CollectEntrants {

    /**
     * The entrants as the frozen record has them; their chunks are written.
     *
     * @param starts the first alias of each chunk of {@code entries}, 16 bytes each
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Entrants(AliasList entries, AliasList leftOut, byte[] starts) {}

    private final FreezeTable table;
    private final ChunkTable chunks;
    private final AliasKey aliasKey;
    private final LotteryConfig config;
    private final Clock clock;

    CollectEntrants(FreezeTable table, ChunkTable chunks, AliasKey aliasKey, LotteryConfig config, Clock clock) {
        this.table = table;
        this.chunks = chunks;
        this.aliasKey = aliasKey;
        this.config = config;
        this.clock = clock;
    }

    /** Closes the gates, and reads the entries of a lottery whose close has passed. The shop's own people are not among them. */
    Entrants collect(Rules rules) {
        LotteryId id = rules.lottery();
        Set<Alias> staff = findStaff(rules);
        closeGates(id);
        Set<Alias> atTheirLimit = findAtTheirLimit(id, rules.winLimit());
        ByteArrayOutputStream starts = new ByteArrayOutputStream();
        AliasChunks entries = new AliasChunks(chunk -> {
            starts.write(chunk.bytes(), 0, Alias.BYTES);
            chunks.put(id, chunk);
        });
        AliasChunks leftOut = new AliasChunks(chunk -> chunks.put(id, chunk));
        shards().gather(Gatherers.mapConcurrent(
                        config.readers(), shard -> table.findAliases(id, shard).toList()))
                .forEach(shard -> {
                    for (Alias alias : shard) {
                        if (!staff.contains(alias)) {
                            (atTheirLimit.contains(alias) ? leftOut : entries).add(alias);
                        }
                    }
                });
        return new Entrants(entries.finish(), leftOut.finish(), starts.toByteArray());
    }

    private void closeGates(LotteryId id) {
        Instant now = clock.instant();
        shards().gather(Gatherers.mapConcurrent(config.readers(), shard -> {
                    table.closeGate(id, shard, now);
                    return shard;
                }))
                .forEach(_ -> {});
    }

    /** The aliases in this lottery of all who have as many wins as the rules allow. */
    private Set<Alias> findAtTheirLimit(LotteryId id, @Nullable WinLimit limit) {
        if (limit == null) {
            return Set.of();
        }
        Map<Person, Integer> wins = new HashMap<>();
        for (String day : WinDays.endingAt(clock.instant(), limit.days())) {
            table.findWinners(day).forEach(person -> wins.merge(person, 1, Integer::sum));
        }
        return wins.entrySet().stream()
                .filter(person -> person.getValue() >= limit.wins())
                .map(person -> aliasKey.derive(id, person.getKey()))
                .collect(Collectors.toSet());
    }

    private Set<Alias> findStaff(Rules rules) {
        Set<Alias> staff = new HashSet<>();
        for (String name : rules.staff().chunks()) {
            byte[] chunk = chunks.find(rules.lottery(), name);
            for (int from = 0; from < chunk.length; from += Alias.BYTES) {
                staff.add(Alias.read(chunk, from));
            }
        }
        return staff;
    }

    private static Stream<Integer> shards() {
        return IntStream.range(0, LotteryItems.SHARDS).boxed();
    }
}
