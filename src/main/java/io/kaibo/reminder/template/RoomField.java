package io.kaibo.reminder.template;

import io.kaibo.room.Room;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What a template's field can tell of a room. Moments are told in the time of China, which has been UTC+8 since 1991. */
@RegisterForReflection
public enum RoomField {
    NAME,
    ANCHOR_NAME,
    STARTS_AT,
    ENDS_AT;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.ofHours(8));

    String tell(Room room) {
        return switch (this) {
            case NAME -> room.name();
            case ANCHOR_NAME -> room.anchorName();
            case STARTS_AT -> inChina(room.startsAt());
            case ENDS_AT -> inChina(room.endsAt());
        };
    }

    boolean isMoment() {
        return this == STARTS_AT || this == ENDS_AT;
    }

    private static String inChina(Instant instant) {
        return TIME.format(instant);
    }
}
