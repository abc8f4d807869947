package io.kaibo.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is no problem.
 *
 * @param body written as JSON, or as it is if it is {@link Text}, {@link Bytes} or {@link Csv}; none if null
 * @param cacheControl who may keep it, and for how long
 */
public record Reply(int status, @Nullable Object body, String cacheControl) {

    /** A body that is plain text. */
    public record Text(String text) {}

    /** A body that is bytes, whatever they mean. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Bytes(byte[] bytes) {}

    /** A table that a browser saves under this name, which needs no quoting. */
    public record Csv(String fileName, String text) {}

    /** For the caller alone: no cache keeps it. */
    public static Reply ok(Object body) {
        return new Reply(200, body, "no-store");
    }

    /** Plain text, for callers who know no JSON. */
    public static Reply text(String text) {
        return ok(new Text(text));
    }

    /**
     * For the caller alone.
     *
     * @param fileName of letters, digits, hyphens, underscores and a full stop
     */
    public static Reply csv(String fileName, String text) {
        return ok(new Csv(fileName, text));
    }

    public static Reply created(Object body) {
        return new Reply(201, body, "no-store");
    }

    /** It is taken on, and not done yet. */
    public static Reply accepted(Object body) {
        return new Reply(202, body, "no-store");
    }

    /** Done, and there is nothing to say. */
    public static Reply done() {
        return new Reply(204, null, "no-store");
    }

    /** The same for all callers: caches in between keep it. */
    public static Reply open(Object body, Duration maxAge) {
        return new Reply(200, body, "public, max-age=" + maxAge.toSeconds());
    }

    /** The same for all callers and for good: caches in between keep it for a year and do not ask again. */
    public static Reply immutable(Object body) {
        return new Reply(200, body, "public, max-age=31536000, immutable");
    }
}
