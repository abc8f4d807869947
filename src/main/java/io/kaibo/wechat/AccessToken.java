package io.kaibo.wechat;

import java.time.Instant;

/** One answer of {@code stable_token}; two of them differ even where their values are the same. */
public final class AccessToken {

    private final String value;
    private final Instant renewedFrom;
    private final Instant ends;

    /**
     * @param renewedFrom from when on another one is asked for
     * @param ends until when this one can be used where there is no other
     */
    AccessToken(String value, Instant renewedFrom, Instant ends) {
        this.value = value;
        this.renewedFrom = renewedFrom;
        this.ends = ends;
    }

    String value() {
        return value;
    }

    boolean isFresh(Instant now) {
        return now.isBefore(renewedFrom);
    }

    boolean lives(Instant now) {
        return now.isBefore(ends);
    }

    /** Says nothing of its value. */
    @Override
    public String toString() {
        return "AccessToken[]";
    }
}
