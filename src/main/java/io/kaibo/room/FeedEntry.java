package io.kaibo.room;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.SortedMap;

/**
 * An entry of a room's feed.
 *
 * @param seq its place in the feed: the first entry has 1, each has one more than the entry before it
 * @param id names what it tells: no other entry that is kept has it
 * @param at when it was appended
 * @param values what it tells, by name
 */
@RegisterForReflection
public record FeedEntry(long seq, String id, Instant at, FeedType type, SortedMap<String, String> values) {}
