package io.kaibo.reminder;

import io.kaibo.room.Room;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;

/** What a template's field can tell of a room. Moments are told in the time of China, which has been UTC+8 since 1991. */
@RegisterForReflection
enum RoomField {
    NAME(Room::name, false),
    ANCHOR_NAME(Room::anchorName, false),
    STARTS_AT(room -> inChina(room.startsAt()), true),
    ENDS_AT(room -> inChina(room.endsAt()), true);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.ofHours(8));

    private final Function<Room, String> text;
    private final boolean moment;

    RoomField(Function<Room, String> text, boolean moment) {
        this.text = text;
        this.moment = moment;
    }

    String of(Room room) {
        return text.apply(room);
    }

    boolean isMoment() {
        return moment;
    }

    private static String inChina(Instant instant) {
        return TIME.format(instant);
    }
}
