package io.kaibo.room;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The last things that viewers of a room are shown.
 *
 * @param seq of the last entry; 0 if there is none
 * @param entries the last {@value #KEPT}, the oldest first
 */
@RegisterForReflection
public record Feed(long seq, List<FeedEntry> entries) {

    /** How many entries are kept. */
    public static final int KEPT = 50;

    /** The feed of a room of which nothing was told. */
    static final Feed EMPTY = new Feed(0, List.of());

    boolean has(String id) {
        return entries.stream().anyMatch(entry -> entry.id().equals(id));
    }

    /** The feed with one more entry, and without the first if it was full. */
    Feed append(NewFeedEntry entry, Instant now) {
        FeedEntry last = new FeedEntry(seq + 1, entry.id(), now, entry.type(), entry.values());
        return new Feed(
                seq + 1,
                Stream.concat(entries.stream().skip(Math.max(0, entries.size() - KEPT + 1)), Stream.of(last))
                        .toList());
    }
}
