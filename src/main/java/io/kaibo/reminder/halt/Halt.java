package io.kaibo.reminder.halt;

import io.kaibo.room.RoomId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * The halt of a room: its reminders wait until an operator resumes them.
 *
 * @param reason in words: an operator's, or what WeChat would not take
 */
@RegisterForReflection
public record Halt(RoomId roomId, String reason, Instant haltedAt) {}
