package io.kaibo.lottery.prize;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * Where a winner wants their prize sent. It is stored sealed ({@link PrizeCipher}) and only {@code lottery-export} opens it.
 *
 * @param region province, city and district
 * @param detail street, house, floor
 * @param postalCode null if the winner gave none
 */
@RegisterForReflection
public record Address(
        String name,
        String telephone,
        String region,
        String detail,
        @Nullable String postalCode) {

    /** Tells nothing of it. */
    @Override
    public String toString() {
        return "Address";
    }
}
