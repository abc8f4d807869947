package io.kaibo.lottery.admin;

import io.kaibo.lottery.AliasKey;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.record.AliasChunks;
import io.kaibo.lottery.record.AliasList;
import io.kaibo.lottery.record.ChunkTable;
import jakarta.inject.Singleton;

/** Writes the aliases that the shop's staff has in a lottery. The rules name them, so the list cannot change after the start. */
@Singleton
class WriteStaff {

    private final StaffTable staff;
    private final ChunkTable chunks;
    private final AliasKey aliases;

    WriteStaff(StaffTable staff, ChunkTable chunks, AliasKey aliases) {
        this.staff = staff;
        this.chunks = chunks;
        this.aliases = aliases;
    }

    AliasList write(LotteryId lottery) {
        AliasChunks list = new AliasChunks(chunk -> chunks.put(lottery, chunk));
        staff.find().stream()
                .map(person -> aliases.derive(lottery, person))
                .sorted()
                .forEach(list::add);
        return list.finish();
    }
}
