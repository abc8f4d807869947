package io.kaibo.lottery.draw;

import io.kaibo.drand.DrandChain;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.VoidReason;
import io.kaibo.room.Rooms;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Fixes the entrants of a lottery and the round of drand that decides, before that round is out. It can be done again after a crash at
 * any point, and by two instances at once: chunks are named by what is in them, and the first frozen record stands.
 */
@Singleton
class FreezeLottery {

    private final FreezeTable table;
    private final CollectEntrants collectEntrants;
    private final Rooms rooms;
    private final SeedCipher seeds;
    private final RecordBytes records;
    private final FreezeClock clock;

    FreezeLottery(
            FreezeTable table,
            CollectEntrants collectEntrants,
            Rooms rooms,
            SeedCipher seeds,
            RecordBytes records,
            FreezeClock clock) {
        this.table = table;
        this.collectEntrants = collectEntrants;
        this.rooms = rooms;
        this.seeds = seeds;
        this.records = records;
        this.clock = clock;
    }

    /**
     * Freezes a lottery whose close has passed, or writes that it is void. Its state says afterwards which of the two.
     *
     * @throws ClocksApartException if this instance's clock cannot be trusted
     */
    void freeze(Lottery lottery) {
        if (rooms.findConsistently(lottery.room())
                .filter(head -> head.wasOverBefore(Objects.requireNonNull(lottery.closesAt())))
                .isPresent()) {
            table.writeVoid(lottery.id(), VoidReason.ROOM_OVER, clock.read());
            return;
        }
        FreezeTable.Started started = table.findStarted(lottery.id());
        if (!Digests.sha256Hex(started.rules()).equals(lottery.rulesDigest())) {
            throw new IllegalStateException("the rules are not those of the start");
        }
        Rules rules = records.readRules(started.rules());
        CollectEntrants.Entrants entrants = collectEntrants.collect(rules);
        String seed = HexFormat.of().formatHex(seeds.decrypt(lottery.id(), started.seed()));
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
