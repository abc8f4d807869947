package io.kaibo.reminder.ledger;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What the ledger has of a room.
 *
 * @param follows how often somebody began to follow the live rooms in it
 * @param unfollows how often somebody ended it
 * @param pushes the messages to followers, the earliest first
 */
@RegisterForReflection
public record LiveCounts(long follows, long unfollows, List<LivePush> pushes) {}
