package io.kaibo.reminder.ledger;

import io.kaibo.room.RoomId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A line of the ledger: something that people did, or that became of what was sent to them. It informs operators. No message is
 * sent or kept back because of it: whoever told WeChat to ask no more is seen by no event, and events come late or never.
 *
 * @param subject what it is about: a template or a room
 * @param id the same for the same event, however often it is told; nobody can read from it whose it is
 * @param push only of {@link What#PUSHED}
 */
record LedgerEntry(
        String subject,
        String id,
        What what,
        Instant at,
        @Nullable LivePush push) {

    enum What {
        /** Somebody accepted a message of the template. */
        ACCEPTED,
        /** Somebody was asked and refused. */
        REJECTED,
        /** Somebody turned the template off in WeChat's settings. */
        TURNED_OFF,
        /** A message of the template came to somebody. */
        DELIVERED,
        /** It did not. */
        UNDELIVERED,
        /** Somebody began to follow the live rooms, in this room. */
        FOLLOWED,
        /** Somebody ended it. */
        UNFOLLOWED,
        /** A message to followers was sent from this room. */
        PUSHED
    }

    /** @param event what tells the event from every other of its kind and template */
    static LedgerEntry ofTemplate(String templateId, What what, Instant at, String... event) {
        return new LedgerEntry(templateId, id(event), what, at, null);
    }

    /** @param event what tells the event from every other of its kind and room */
    static LedgerEntry ofRoom(RoomId room, What what, Instant at, @Nullable LivePush push, String... event) {
        return new LedgerEntry(room.value(), id(event), what, at, push);
    }

    private static String id(String... event) {
        try {
            // no name of WeChat's has a line end, so that no two events are the same text
            byte[] text = String.join("\n", event).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
