package io.kaibo.drand;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of bytes that are given in parts. */
final class Sha256 {

    /** The bytes that the hash takes at a time. */
    static final int BLOCK_BYTES = 64;

    static final int BYTES = 32;

    private Sha256() {}

    static byte[] hash(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
