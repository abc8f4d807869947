package io.kaibo.lottery.entry;

import io.kaibo.lottery.Alias;

/** Looks for an alias among sorted ones: 16 bytes each, one after another, as a chunk has them. */
final class SortedAliases {

    private SortedAliases() {}

    static boolean contains(byte[] aliases, Alias alias) {
        int last = indexOfLastUpTo(aliases, alias);
        return last >= 0 && Alias.read(aliases, last * Alias.BYTES).equals(alias);
    }

    /** The index of the last alias that does not come after this one; -1 if all of them do. */
    static int indexOfLastUpTo(byte[] aliases, Alias alias) {
        int least = 0;
        int most = aliases.length / Alias.BYTES;
        while (least < most) {
            int middle = (least + most) >>> 1;
            if (Alias.read(aliases, middle * Alias.BYTES).compareTo(alias) <= 0) {
                least = middle + 1;
            } else {
                most = middle;
            }
        }
        return least - 1;
    }
}
