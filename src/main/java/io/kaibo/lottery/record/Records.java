package io.kaibo.lottery.record;

import io.kaibo.base.Digests;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import jakarta.inject.Singleton;

/** Finds what a lottery publishes, and makes sure that it is what was published: the digests of the lottery say so. */
@Singleton
public class Records {

    /** The rules, as bytes and read. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record FixedRules(byte[] bytes, Rules rules) {}

    /**
     * The frozen record, as bytes and read.
     *
     * @param starts the first alias of each chunk of entries, 16 bytes each
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record FixedFrozen(byte[] bytes, FrozenRecord record, byte[] starts) {}

    private final RecordTable table;
    private final RecordBytes bytes;

    Records(RecordTable table, RecordBytes bytes) {
        this.table = table;
        this.bytes = bytes;
    }

    /** The rules of a lottery that was started. @throws IllegalStateException if they are not those of the start */
    public FixedRules findRules(Lottery lottery) {
        byte[] stored = table.findRules(lottery.id());
        if (!Digests.sha256Hex(stored).equals(lottery.rulesDigest())) {
            throw new IllegalStateException("the rules are not those of the start");
        }
        return new FixedRules(stored, bytes.readRules(stored));
    }

    /** The record of a lottery that is frozen. @throws IllegalStateException if it is not the one of the freeze */
    public FixedFrozen findFrozen(Lottery lottery) {
        RecordTable.StoredFrozen stored = table.findFrozen(lottery.id());
        if (!Digests.sha256Hex(stored.bytes()).equals(lottery.frozenDigest())) {
            throw new IllegalStateException("the frozen record is not the one that was published");
        }
        return new FixedFrozen(stored.bytes(), bytes.readFrozen(stored.bytes()), stored.starts());
    }

    /** The bytes of a frozen record, which is not written yet. */
    public byte[] write(FrozenRecord frozen) {
        return bytes.write(frozen);
    }

    /** The draw of a lottery that is drawn. */
    public Draw findDraw(LotteryId id) {
        return table.findDraw(id);
    }
}
