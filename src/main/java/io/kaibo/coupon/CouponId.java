package io.kaibo.coupon;

import com.fasterxml.jackson.annotation.JsonValue;
import io.kaibo.base.ShortId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;

/**
 * The id of a room's coupon, ours.
 *
 * @param value 16 bytes in base64url, 22 characters
 */
@RegisterForReflection
public record CouponId(@JsonValue String value) {

    /** @throws IllegalArgumentException if it is no id of a coupon */
    public CouponId {
        if (!ShortId.matches(value)) {
            throw new IllegalArgumentException("no id of a coupon");
        }
    }

    /** The coupon that a text names; empty if no coupon can have this id. */
    public static Optional<CouponId> parse(String text) {
        return ShortId.matches(text) ? Optional.of(new CouponId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
