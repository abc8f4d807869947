package io.kaibo.lottery.admin;

import io.kaibo.base.Digests;
import io.kaibo.drand.DrandConfig;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryConfig;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.draw.SeedCipher;
import io.kaibo.lottery.record.RecordBytes;
import io.kaibo.lottery.record.Rules;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/** Makes what a lottery commits itself to at its start, and its rules as bytes. */
@Singleton
class FixRules {

    private static final int SEED_BYTES = 32;

    private final WriteStaff staff;
    private final SeedCipher seeds;
    private final RecordBytes records;
    private final LotteryConfig config;
    private final DrandConfig drand;
    private final SecureRandom random = new SecureRandom();

    FixRules(WriteStaff staff, SeedCipher seeds, RecordBytes records, LotteryConfig config, DrandConfig drand) {
        this.staff = staff;
        this.seeds = seeds;
        this.records = records;
        this.config = config;
        this.drand = drand;
    }

    /** @param seed encrypted: nothing but the draw ever reads it */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Committed(byte[] seed, Rules.Commitments commitments) {}

    /** Makes a seed, and writes the aliases that the staff has in this lottery. A start that fails later leaves those chunks behind, which no record names. */
    Committed commit(LotteryId lottery) {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        Rules.Commitments commitments = new Rules.Commitments(
                staff.write(lottery),
                Rules.Chain.of(drand.currentChain()),
                (int) config.gap().toSeconds(),
                Digests.sha256Hex(seed));
        return new Committed(seeds.encrypt(lottery, seed), commitments);
    }

    byte[] write(Lottery lottery, Rules.Times times, Committed committed) {
        return records.write(Rules.of(lottery.id(), lottery.room(), lottery.plan(), times, committed.commitments()));
    }
}
