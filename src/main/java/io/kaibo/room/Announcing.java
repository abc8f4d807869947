package io.kaibo.room;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * What an operator set of the announcing of a room; unless he did, it is announced when it goes on air and not before.
 *
 * @param announce whether its subscribers are told anything
 * @param startingSoonMinutes how many minutes before the planned start they are told that it starts soon, from 1 to 1440;
 *     not at all if null
 */
@RegisterForReflection
public record Announcing(boolean announce, @Nullable Integer startingSoonMinutes) {}
