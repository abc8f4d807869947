package io.kaibo.lottery.claim;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * What a winner claims a prize with.
 *
 * @param address where the prize is to be sent; null for a prize that is a code
 */
@RegisterForReflection
record ClaimBody(@Nullable AddressBody address) implements CheckedBody {

    @Override
    public void check(FieldChecks fields) {
        fields.object("address", address);
    }
}
