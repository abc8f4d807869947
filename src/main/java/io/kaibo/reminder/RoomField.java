package io.kaibo.reminder;

import io.kaibo.room.Room;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What a template's field can tell of a room. Moments are told in the time of China, which has been UTC+8 since 1991. */
@RegisterForReflection
enum RoomField {
    NAME(false) {
        @Override
        String of(Room room) {
            return room.name();
        }
    },
    ANCHOR_NAME(false) {
        @Override
        String of(Room room) {
            return room.anchorName();
        }
    },
    STARTS_AT(true) {
        @Override
        String of(Room room) {
            return inChina(room.startsAt());
        }
    },
    ENDS_AT(true) {
        @Override
        String of(Room room) {
            return inChina(room.endsAt());
        }
    };

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.ofHours(8));

    private final boolean moment;

    RoomField(boolean moment) {
        this.moment = moment;
    }

    abstract String of(Room room);

    boolean isMoment() {
        return moment;
    }

    private static String inChina(Instant instant) {
        return TIME.format(instant);
    }
}
