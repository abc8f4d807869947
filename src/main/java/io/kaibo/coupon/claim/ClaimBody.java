package io.kaibo.coupon.claim;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A viewer's claim of a coupon.
 *
 * @param key chosen by the client for this claim: the same key is the same claim, however often it is sent
 */
@RegisterForReflection
record ClaimBody(String key) implements CheckedBody {

    @Override
    public void check(FieldChecks fields) {
        fields.requireKey("key", key);
    }
}
