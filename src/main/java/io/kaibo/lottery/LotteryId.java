package io.kaibo.lottery;

import com.fasterxml.jackson.annotation.JsonValue;
import io.kaibo.base.ShortId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * A lottery's id.
 *
 * @param value 16 random bytes in base64url, 22 characters
 */
@RegisterForReflection
public record LotteryId(@JsonValue String value) {

    private static final int BYTES = 16;

    /** @throws IllegalArgumentException if it is no id of a lottery */
    public LotteryId {
        if (!ShortId.matches(value)) {
            throw new IllegalArgumentException("no id of a lottery");
        }
    }

    public static LotteryId random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new LotteryId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The lottery that a text names; empty if no lottery can have this id. */
    public static Optional<LotteryId> parse(String text) {
        return ShortId.matches(text) ? Optional.of(new LotteryId(text)) : Optional.empty();
    }

    public byte[] toBytes() {
        return Base64.getUrlDecoder().decode(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
