package io.kaibo.room;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An entry that is to be appended to a room's feed. Its texts (the id, the type, and the names and values) have at most {@value #MOST_BYTES}
 * bytes in UTF-8, so that a write of the whole feed stays small.
 *
 * @param id names what it tells: an entry that is appended again has it again
 * @param values what it tells, by name
 */
public record NewFeedEntry(String id, FeedType type, SortedMap<String, String> values) {

    /** The most bytes that the texts of an entry have. */
    public static final int MOST_BYTES = 300;

    /** @throws IllegalArgumentException if it is too long, or has no id */
    public NewFeedEntry {
        if (id.isBlank()) {
            throw new IllegalArgumentException("an entry of a feed has an id");
        }
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        int bytes = countBytes(id, type, values);
        if (bytes > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "an entry of a feed has " + MOST_BYTES + " bytes at most, and this has " + bytes);
        }
    }

    /** An entry without values yet. */
    public static NewFeedEntry of(FeedType type, String id) {
        return new NewFeedEntry(id, type, Collections.emptySortedMap());
    }

    /** The same with one more value. @throws IllegalArgumentException if it is too long then */
    public NewFeedEntry with(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(values);
        more.put(name, value);
        return new NewFeedEntry(id, type, more);
    }

    /** The same with as much of the text as fits, in whole characters. The last value to be added. */
    public NewFeedEntry withCut(String name, String text) {
        int left = MOST_BYTES - countBytes(id, type, values) - countBytes(name);
        int end = 0;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            left -= countBytes(text.substring(end, next));
            if (left < 0) {
                break;
            }
            end = next;
        }
        return with(name, text.substring(0, end));
    }

    private static int countBytes(String id, FeedType type, SortedMap<String, String> values) {
        int bytes = countBytes(id) + countBytes(type.name());
        for (var value : values.entrySet()) {
            bytes += countBytes(value.getKey()) + countBytes(value.getValue());
        }
        return bytes;
    }

    private static int countBytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
