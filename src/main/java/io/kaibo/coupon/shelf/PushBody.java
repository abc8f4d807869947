package io.kaibo.coupon.shelf;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Pattern;

/**
 * That a coupon is to be pushed into its room.
 *
 * @param key chosen by the client for this push: the same key is the same push
 */
@RegisterForReflection
record PushBody(String key) implements CheckedBody {

    /** Shorter than other keys: it is part of a feed's entry, whose bytes are few. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{8,40}");

    @Override
    public void check(FieldChecks fields) {
        fields.require("key", key).match("key", key, KEY);
    }
}
