package io.kaibo.reminder.template;

import io.kaibo.base.Unicode;
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
        if (text != null) {
            boolean fits = Unicode.isVisible(text)
                    && kind.fit(text).filter(text::equals).isPresent();
            return fits ? Optional.empty() : Optional.of("must have a text that fits: " + kind.rule());
        }
        boolean fits = room != null && (room.isMoment() ? kind.takesMoments() : kind.takesWords());
        return fits ? Optional.empty() : Optional.of("cannot hold that: " + kind.rule());
    }

    @Override
    public String tell(Room about) {
        return room != null ? room.tell(about) : Objects.requireNonNull(text);
    }
}
