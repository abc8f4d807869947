package io.kaibo.lottery.claim;

import io.kaibo.lottery.Fingerprints;
import io.kaibo.lottery.LotteryConfig;
import io.kaibo.lottery.prize.PrizeCipher;
import io.kaibo.lottery.prize.Winner;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Makes of an address what is stored of it. */
@Singleton
class SealAddress {

    private final PrizeCipher cipher;
    private final Fingerprints fingerprints;
    private final LotteryConfig config;

    SealAddress(PrizeCipher cipher, Fingerprints fingerprints, LotteryConfig config) {
        this.cipher = cipher;
        this.fingerprints = fingerprints;
        this.config = config;
    }

    /** The fingerprint of a winner's address, in hex: two winners with the same address have different ones. */
    String fingerprint(Winner winner, AddressBody address) {
        List<String> texts = new ArrayList<>(List.of(winner.alias().text()));
        texts.addAll(address.texts());
        return HexFormat.of().formatHex(fingerprints.make(winner.lottery(), texts));
    }

    ClaimTable.Sealed seal(Winner winner, AddressBody address, Instant now) {
        return new ClaimTable.Sealed(
                cipher.sealAddress(winner.lottery(), winner.alias(), address.toAddress()),
                MaskedAddress.of(address),
                fingerprint(winner, address),
                now.plus(config.addressKept()));
    }
}
