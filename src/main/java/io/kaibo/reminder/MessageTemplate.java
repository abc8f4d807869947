package io.kaibo.reminder;

import io.kaibo.room.Announcement;
import io.kaibo.room.Room;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A one-time template of the mini-program's own, and what stands in its fields.
 *
 * @param id WeChat's
 * @param kind what it announces
 * @param page the page of the mini-program that a message opens; {@code {roomId}} in it becomes the room's id
 * @param fields by their names at WeChat, thing1 and so on
 */
@RegisterForReflection
record MessageTemplate(String id, Announcement.Kind kind, String page, Map<String, Source> fields) {

    /**
     * What a field says: a field of the room, or always the same words.
     *
     * @param room null if it has words of its own
     * @param text null if it tells of the room
     */
    record Source(@Nullable RoomField room, @Nullable String text) {

        /** What is wrong with it in a field of that kind; empty if nothing is. */
        Optional<String> wrongIn(FieldKind kind) {
            if ((room == null) == (text == null)) {
                return Optional.of("must have either room or text");
            }
            if (text != null) {
                return kind.fit(text).filter(text::equals).isPresent()
                        ? Optional.empty()
                        : Optional.of(
                                "has a text that does not fit " + kind.name().toLowerCase(Locale.ROOT));
            }
            boolean fits = room != null && (room.isMoment() ? kind.takesMoments() : kind.takesWords());
            return fits ? Optional.empty() : Optional.of("cannot tell that of a room");
        }

        private String of(Room told) {
            return room != null ? room.of(told) : Objects.requireNonNull(text);
        }
    }

    /** 43 characters as a rule; the documentation promises none. */
    static final String ID = "[A-Za-z0-9_-]{1,64}";

    private static final Pattern IDS = Pattern.compile(ID);

    static boolean isId(String text) {
        return IDS.matcher(text).matches();
    }

    /** What is wrong with its fields, by their names. */
    Map<String, String> wrongFields() {
        Map<String, String> wrong = new TreeMap<>();
        fields.forEach((name, source) -> FieldKind.of(name)
                .map(kind -> source == null ? Optional.of("must be an object") : source.wrongIn(kind))
                .orElse(Optional.of("is no field that a template can have"))
                .ifPresent(what -> wrong.put(name, what)));
        return wrong;
    }

    /** The values for a message about a room; it names the field that cannot tell of this room if there is one. */
    sealed interface Rendered {
        record Values(String page, Map<String, String> values) implements Rendered {}

        record DoesNotFit(String field) implements Rendered {}
    }

    Rendered render(Room room) {
        Map<String, String> values = new HashMap<>();
        for (Map.Entry<String, Source> field : fields.entrySet()) {
            Optional<String> value = FieldKind.of(field.getKey())
                    .flatMap(kind -> kind.fit(field.getValue().of(room)));
            if (value.isEmpty()) {
                return new Rendered.DoesNotFit(field.getKey());
            }
            values.put(field.getKey(), value.get());
        }
        return new Rendered.Values(page.replace("{roomId}", room.id().value()), values);
    }
}
