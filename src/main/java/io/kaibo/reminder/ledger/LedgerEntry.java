package io.kaibo.reminder.ledger;

import io.kaibo.room.RoomId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the ledger: what a viewer did, or what became of a message. It informs operators only. No message is sent or kept back
 * because of it: WeChat sends no event of a viewer who chose not to be asked again, and events come late or never.
 *
 * @param subject what it is about: a template or a room
 * @param id a digest, the same each time WeChat tells the event; it does not show the person
 * @param push only of {@link What#PUSHED}
 */
record LedgerEntry(
        String subject,
        String id,
        What what,
        Instant at,
        @Nullable LivePush push) {

    enum What {
        /** A viewer accepted a message of the template. */
        ACCEPTED,
        /** A viewer was asked and refused. */
        REJECTED,
        /** A viewer turned the template off in WeChat's settings. */
        TURNED_OFF,
        /** A message of the template came to a viewer. */
        DELIVERED,
        /** A message of the template did not come. */
        UNDELIVERED,
        /** A viewer began to follow the live rooms, in this room. */
        FOLLOWED,
        /** A viewer ended that. */
        UNFOLLOWED,
        /** A message to followers was sent from this room. */
        PUSHED
    }

    /** @param event distinguishes the event from every other of its kind and template */
    static LedgerEntry ofTemplate(String templateId, What what, Instant at, String... event) {
        return new LedgerEntry(templateId, id(event), what, at, null);
    }

    /** @param event distinguishes the event from every other of its kind and room */
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
