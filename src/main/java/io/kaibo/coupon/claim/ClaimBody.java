package io.kaibo.coupon.claim;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Pattern;

/**
 * A viewer's claim of a coupon.
 *
 * @param key chosen by the client for this claim: the same key is the same claim, however often it is sent
 */
@RegisterForReflection
record ClaimBody(String key) implements CheckedBody {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    @Override
    public void check(FieldChecks fields) {
        fields.require("key", key).match("key", key, KEY);
    }
}
