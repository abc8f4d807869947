package io.kaibo.reminder.ledger;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The counts of a room in the ledger.
 *
 * @param follows how often viewers began to follow the live rooms in it
 * @param unfollows how often viewers ended it
 * @param pushes the messages to followers, the earliest first
 */
@RegisterForReflection
public record LiveCounts(long follows, long unfollows, List<LivePush> pushes) {}
