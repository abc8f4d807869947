package io.kaibo.coupon.shelf;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Who gets a coupon as a trial.
 *
 * @param key chosen by the client for this trial: the same key is the same trial
 * @param viewerToken the operator's own, from {@code POST /session} of the mini-program: an openid is never taken from a client
 */
@RegisterForReflection
record TrialBody(String key, String viewerToken) implements CheckedBody {

    private static final int LONGEST_TOKEN = 2_000;

    @Override
    public void check(FieldChecks fields) {
        fields.requireKey("key", key)
                .require("viewerToken", viewerToken)
                .check(
                        "viewerToken",
                        viewerToken == null || viewerToken.length() <= LONGEST_TOKEN,
                        "must have at most " + LONGEST_TOKEN + " characters");
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "TrialBody";
    }
}
