package io.kaibo.drand;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** {@code expand_message_xmd} of RFC 9380, section 5.3.1, with SHA-256: as many bytes of a message as are asked for, evenly spread. */
final class ExpandedMessage {

    /** A longer tag would have to be hashed first, section 5.3.3; none of ours is. */
    private static final int LONGEST_TAG = 255;

    private static final int MOST_BLOCKS = 255;

    private ExpandedMessage() {}

    /**
     * @param tag the domain separation tag (DST): another tag gives bytes that have nothing to do with these
     * @throws IllegalArgumentException if the tag is empty or too long, or if more than 255 hashes would be needed
     */
    static byte[] expand(byte[] message, String tag, int length) {
        byte[] dst = tag.getBytes(StandardCharsets.US_ASCII);
        int blocks = Math.ceilDiv(length, Sha256.BYTES);
        if (dst.length == 0 || dst.length > LONGEST_TAG || length < 1 || blocks > MOST_BLOCKS) {
            throw new IllegalArgumentException("tag of " + dst.length + " bytes, " + length + " bytes asked for");
        }
        byte[] dstPrime = ByteBuffer.allocate(dst.length + 1)
                .put(dst)
                .put((byte) dst.length)
                .array();
        byte[] lengthAndZero = {(byte) (length >> 8), (byte) length, 0};
        byte[] first = Sha256.hash(new byte[Sha256.BLOCK_BYTES], message, lengthAndZero, dstPrime);
        ByteBuffer expanded = ByteBuffer.allocate(blocks * Sha256.BYTES);
        byte[] block = new byte[Sha256.BYTES];
        for (int i = 1; i <= blocks; i++) {
            block = Sha256.hash(xor(first, block), new byte[] {(byte) i}, dstPrime);
            expanded.put(block);
        }
        byte[] bytes = new byte[length];
        expanded.flip().get(bytes);
        return bytes;
    }

    private static byte[] xor(byte[] one, byte[] other) {
        byte[] result = new byte[one.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (byte) (one[i] ^ other[i]);
        }
        return result;
    }
}
