package io.kaibo.lottery.draw;

import io.kaibo.drand.DrandChain;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.record.FrozenRecord;
import io.kaibo.lottery.record.Records;
import io.kaibo.lottery.record.Rules;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Fixes the entrants of a lottery and the round of drand that decides, before that round is out. It can be done again after a crash at
 * any point, and by two instances at once: chunks are named by what is in them, and the first frozen record stands.
 */
@Singleton
public class FreezeLottery {

    private final FreezeTable table;
    private final CollectEntrants collectEntrants;
    private final SeedCipher seeds;
    private final Records records;
    private final FreezeClock clock;

    FreezeLottery(
            FreezeTable table, CollectEntrants collectEntrants, SeedCipher seeds, Records records, FreezeClock clock) {
        this.table = table;
        this.collectEntrants = collectEntrants;
        this.seeds = seeds;
        this.records = records;
        this.clock = clock;
    }

    /**
     * Freezes a lottery whose close has passed. It is void then if there are too few entrants: its state says afterwards which of the two.
     *
     * @throws ClocksApartException if this instance's clock cannot be trusted
     */
    public void freeze(Lottery lottery) {
        Rules rules = records.findRules(lottery).rules();
        CollectEntrants.Entrants entrants = collectEntrants.collect(rules);
        String seed = HexFormat.of().formatHex(seeds.decrypt(lottery.id(), table.findSeed(lottery.id())));
        clock.compare();
        table.writeFrozen(lottery, frozen(rules, Objects.requireNonNull(lottery.rulesDigest()), entrants, seed));
    }

    private FreezeTable.Frozen frozen(Rules rules, String rulesDigest, CollectEntrants.Entrants entrants, String seed) {
        DrandChain chain = rules.chain().toDrandChain();
        Instant frozenAt = clock.read();
        boolean isVoid = entrants.entries().count() < rules.minimum();
        Long round = isVoid ? null : Long.valueOf(chain.roundAtOrAfter(frozenAt.getEpochSecond() + rules.gap()));
        FrozenRecord frozen = new FrozenRecord(
                FrozenRecord.FORMAT,
                rules.lottery(),
                rulesDigest,
                entrants.entries(),
                entrants.leftOut(),
                rules.staff(),
                frozenAt,
                seed,
                round);
        return new FreezeTable.Frozen(
                records.write(frozen),
                entrants.starts(),
                round,
                round == null ? null : Instant.ofEpochSecond(chain.timeOf(round)),
                frozenAt);
    }
}
