package io.kaibo.lottery.code;

import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.prize.PrizeCipher;
import jakarta.inject.Singleton;

/** Opens the code of one prize, for its winner. A prize that was passed on has the same code, which no earlier winner saw. */
@Singleton
public class OpenCode {

    private final CodeTable table;
    private final PrizeCipher cipher;

    OpenCode(CodeTable table, PrizeCipher cipher) {
        this.table = table;
        this.cipher = cipher;
    }

    /** @param slot of the prize, from 0 in the order of the tiers; one of a tier of codes */
    public String open(Lottery lottery, int slot) {
        int tier = lottery.plan().tierOf(slot);
        byte[] sealed = table.findSealed(lottery.id(), tier);
        return cipher.openCodes(lottery.id(), tier, sealed).get(lottery.plan().placeInTier(slot));
    }
}
