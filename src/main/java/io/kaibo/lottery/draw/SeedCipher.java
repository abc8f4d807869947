package io.kaibo.lottery.draw;

import io.kaibo.aws.EncryptionKey;
import io.kaibo.aws.EncryptionKeys;
import io.kaibo.lottery.LotteryId;
import jakarta.inject.Singleton;
import java.util.Map;

/** Encrypts and decrypts the seeds of lotteries by the KMS key {@code lottery-seeds}. What was encrypted for one lottery is no other's. */
@Singleton
public class SeedCipher {

    private final EncryptionKey key;

    SeedCipher(EncryptionKeys keys) {
        this.key = keys.open("lottery-seeds");
    }

    public byte[] encrypt(LotteryId lottery, byte[] seed) {
        return key.encrypt(seed, context(lottery));
    }

    /** @throws io.kaibo.aws.UndecipherableException if it is no seed of this lottery */
    public byte[] decrypt(LotteryId lottery, byte[] cipher) {
        return key.decrypt(cipher, context(lottery));
    }

    private static Map<String, String> context(LotteryId lottery) {
        return Map.of("lottery", lottery.value(), "purpose", "seed");
    }
}
