package io.kaibo.aws;

/**
 * A key that KMS made for one use: it is kept encrypted beside what it encrypted, and KMS alone decrypts it.
 *
 * @param plain 32 bytes, which are written nowhere
 * @param encrypted what {@link EncryptionKey#decrypt} makes the key of again
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record DataKey(byte[] plain, byte[] encrypted) {

    /** Tells nothing of the key. */
    @Override
    public String toString() {
        return "DataKey";
    }
}
