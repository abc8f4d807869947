package io.kaibo.wechat;

import java.time.Duration;
import java.time.Instant;

/** One answer of {@code stable_token}; two of them differ even where their values are the same. */
public final class AccessToken {

    /** Another token is asked for in the last minute of a token, or in the second half of a life shorter than two. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    /** WeChat gives two hours; an answer with more is not believed. */
    private static final Duration LONGEST_LIFE = Duration.ofHours(2);

    private final String value;
    private final Instant renewedFrom;
    private final Instant ends;

    /**
     * @param expiresIn seconds, as WeChat answers them
     * @param askedAt when WeChat was asked
     */
    AccessToken(String value, long expiresIn, Instant askedAt) {
        Duration life = Duration.ofSeconds(Math.min(expiresIn, LONGEST_LIFE.toSeconds()));
        Duration half = life.dividedBy(2);
        this.value = value;
        this.ends = askedAt.plus(life);
        this.renewedFrom = ends.minus(half.compareTo(MARGIN) < 0 ? half : MARGIN);
    }

    String value() {
        return value;
    }

    /** False once another token is to be asked for. */
    boolean isFresh(Instant now) {
        return now.isBefore(renewedFrom);
    }

    /** True while this token can be used if there is no other. */
    boolean isAlive(Instant now) {
        return now.isBefore(ends);
    }

    /** Does not show its value. */
    @Override
    public String toString() {
        return "AccessToken[]";
    }
}
