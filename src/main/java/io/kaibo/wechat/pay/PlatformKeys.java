package io.kaibo.wechat.pay;

import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;

/**
 * The keys by which WeChat Pay signs. The secret {@code pay-public-keys} is a JSON object from a serial to a PEM: {@code PUB_KEY_ID_…} to a
 * public key, or a certificate's serial number to a platform certificate. While WeChat Pay changes from one to the other, both stand in it,
 * and both are accepted; the first is the one that requests name.
 */
final class PlatformKeys {

    private final Map<String, PublicKey> bySerial;

    /** @throws IllegalStateException saying what is wrong with the secret */
    PlatformKeys(String secret) {
        bySerial = KeySecret.read("pay-public-keys", secret, PemKeys::readPublic);
    }

    /** The serial that requests name, so that answers are signed by its key. */
    String currentSerial() {
        return bySerial.keySet().iterator().next();
    }

    /** The key with this serial; empty if it is not known. */
    Optional<PublicKey> find(String serial) {
        return Optional.ofNullable(bySerial.get(serial));
    }
}
