package io.kaibo.local;

import io.kaibo.aws.EncryptionKey;
import io.kaibo.aws.EncryptionKeys;
import io.quarkus.funqy.Funq;
import java.util.Map;

/** A function of the tests' own that uses a key; {@code local/parcels.yaml} lets it encrypt and nothing else. */
public class Seals {
    private final EncryptionKey key;

    Seals(EncryptionKeys keys) {
        key = keys.open("lottery-seeds");
    }

    /** Encrypts a byte, and decrypts it if told so. */
    @Funq("local-seals")
    public String seal(String how) {
        byte[] cipher = key.encrypt(new byte[] {1}, Map.of());
        if (how.equals("and open")) {
            key.decrypt(cipher, Map.of());
        }
        return "done";
    }
}
