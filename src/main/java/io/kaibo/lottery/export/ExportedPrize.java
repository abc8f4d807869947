package io.kaibo.lottery.export;

import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Prize;
import io.kaibo.lottery.prize.Address;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A claimed prize, with what it takes to send it: an address, a code, or a note why there is neither.
 *
 * @param slot of the prize, from 0 in the order of the tiers
 */
record ExportedPrize(
        int slot,
        Prize prize,
        Alias winner,
        Instant claimedAt,
        @Nullable Address address,
        @Nullable String code,
        @Nullable ExportNote note) {

    static ExportedPrize of(ClaimedPrize claimed, Prize prize, Address address) {
        return new ExportedPrize(claimed.slot(), prize, claimed.winner(), claimed.claimedAt(), address, null, null);
    }

    static ExportedPrize of(ClaimedPrize claimed, Prize prize, String code) {
        return new ExportedPrize(claimed.slot(), prize, claimed.winner(), claimed.claimedAt(), null, code, null);
    }

    static ExportedPrize of(ClaimedPrize claimed, Prize prize, ExportNote note) {
        return new ExportedPrize(claimed.slot(), prize, claimed.winner(), claimed.claimedAt(), null, null, note);
    }

    /** Tells nothing of the address and the code. */
    @Override
    public String toString() {
        return "ExportedPrize " + slot;
    }
}
