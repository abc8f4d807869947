package io.kaibo.lottery;

import com.fasterxml.jackson.annotation.JsonValue;
import io.kaibo.base.ShortId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What one lottery calls an entrant in public: 16 bytes, and others in each lottery, so that the chunks of two lotteries tell nothing
 * of who took part in both. Aliases are ordered as unsigned bytes.
 */
@RegisterForReflection
public record Alias(long high, long low) implements Comparable<Alias> {

    /** The length of an alias. */
    public static final int BYTES = 16;

    /** @param from where in the bytes the alias begins */
    public static Alias read(byte[] bytes, int from) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, from, BYTES);
        return new Alias(buffer.getLong(), buffer.getLong());
    }

    /** The alias that a text names, as {@link #text} writes it; empty if none can be written so. */
    public static Optional<Alias> parse(String text) {
        return ShortId.matches(text) ? Optional.of(read(Base64.getUrlDecoder().decode(text), 0)) : Optional.empty();
    }

    /** The alias that {@link #toHex} wrote. */
    public static Alias ofHex(String hex) {
        return new Alias(
                HexFormat.fromHexDigitsToLong(hex, 0, BYTES), HexFormat.fromHexDigitsToLong(hex, BYTES, 2 * BYTES));
    }

    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    /** The aliases one after another. */
    public static byte[] join(List<Alias> aliases) {
        ByteBuffer bytes = ByteBuffer.allocate(aliases.size() * BYTES);
        aliases.forEach(alias -> bytes.putLong(alias.high).putLong(alias.low));
        return bytes.array();
    }

    /** The aliases of which {@link #join} made these bytes. */
    public static List<Alias> split(byte[] bytes) {
        return IntStream.range(0, bytes.length / BYTES)
                .mapToObj(index -> read(bytes, index * BYTES))
                .toList();
    }

    /** 32 digits, whose order as text is the order of the aliases: the sort key of an entry. */
    public String toHex() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }

    /** 22 characters of base64url, as bodies and records have it. */
    @JsonValue
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(toBytes());
    }

    @Override
    public int compareTo(Alias other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh == 0 ? Long.compareUnsigned(low, other.low) : byHigh;
    }

    @Override
    public String toString() {
        return text();
    }
}
