package io.kaibo.reminder.template;

import io.kaibo.message.FieldKind;
import io.kaibo.message.FieldSource;
import io.kaibo.room.Room;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a field says: a field of the room, or always the same words.
 *
 * @param room null if it has words of its own
 * @param text null if it tells of the room
 */
@RegisterForReflection
public record RoomSource(@Nullable RoomField room, @Nullable String text) implements FieldSource<Room> {

    @Override
    public Optional<String> findFault(FieldKind kind) {
        if ((room == null) == (text == null)) {
            return Optional.of("must have either room or text");
        }
        return text != null
                ? FieldSource.findFaultOfText(kind, text)
                : FieldSource.findFaultOfFact(kind, Objects.requireNonNull(room).isMoment());
    }

    @Override
    public String tell(Room about) {
        return room != null ? room.tell(about) : Objects.requireNonNull(text);
    }
}
