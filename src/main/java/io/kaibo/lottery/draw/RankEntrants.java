package io.kaibo.lottery.draw;

import io.kaibo.lottery.Alias;
import io.kaibo.lottery.LotteryConfig;
import io.kaibo.lottery.record.ChunkTable;
import io.kaibo.lottery.record.FrozenRecord;
import io.kaibo.lottery.record.Records;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Gatherers;

/** Ranks the entrants of a frozen lottery by a round of drand. It gives the same ranks however often it is done. */
@Singleton
public class RankEntrants {

    private final ChunkTable chunks;
    private final LotteryConfig config;

    RankEntrants(ChunkTable chunks, LotteryConfig config) {
        this.chunks = chunks;
        this.config = config;
    }

    /**
     * The first ranks. Reads the chunks a few at a time; each is checked against its name.
     *
     * @param signature drand's of the round, verified
     * @param most how many ranks, at least one
     */
    public List<Alias> rank(Records.FixedFrozen frozen, byte[] signature, int most) {
        FrozenRecord record = frozen.record();
        byte[] seed = HexFormat.of().parseHex(record.seed());
        Ranking ranking = new Ranking(DrawKey.derive(seed, frozen.bytes(), signature), most);
        record.entries().chunks().stream()
                .gather(Gatherers.mapConcurrent(config.readers(), name -> chunks.find(record.lottery(), name)))
                .forEach(ranking::offerAll);
        return ranking.ranks();
    }
}
