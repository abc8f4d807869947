package io.kaibo.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** The events in {@code src/test/resources/events}. */
public final class Events {

    private Events() {}

    /**
     * The text of an event.
     *
     * @param name trigger and file without its ending, as {@code schedule/whole}
     * @param values what takes the place of <code>${name}</code> in it: what must be fresh
     */
    public static String read(String name, Map<String, String> values) {
        try (InputStream file = Events.class.getResourceAsStream("/events/" + name + ".json")) {
            String text = new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> value : values.entrySet()) {
                text = text.replace("${" + value.getKey() + "}", value.getValue());
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String read(String name) {
        return read(name, Map.of());
    }
}
