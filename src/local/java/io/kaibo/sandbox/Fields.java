package io.kaibo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A JSON object whose fields are read by type.
 *
 * @param refusal makes the exception for a field that is missing or of another type, from its name
 */
public record Fields(ObjectNode node, Function<String, ? extends RuntimeException> refusal) {
    /** Refuses every field but these. */
    public Fields only(String... names) {
        Set<String> allowed = Set.of(names);
        for (Iterator<String> present = node.fieldNames(); present.hasNext(); ) {
            String name = present.next();
            if (!allowed.contains(name)) {
                throw refusal.apply(name);
            }
        }
        return this;
    }

    public boolean has(String name) {
        return node.has(name);
    }

    public String text(String name) {
        JsonNode value = node.path(name);
        if (!value.isTextual()) {
            throw refusal.apply(name);
        }
        return value.textValue();
    }

    /** The text of a field, which is not empty. */
    public String filledText(String name) {
        String text = text(name);
        if (text.isBlank()) {
            throw refusal.apply(name);
        }
        return text;
    }

    /** The text of a field that may be absent, "" when it is. */
    public String textOrEmpty(String name) {
        return has(name) ? text(name) : "";
    }

    /** A list of at least one text. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list(name)) {
            if (!item.isTextual()) {
                throw refusal.apply(name + "[" + texts.size() + "]");
            }
            texts.add(item.textValue());
        }
        return texts;
    }

    /** A list of at least one object. */
    public List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode item : list(name)) {
            String place = name + "[" + objects.size() + "]";
            if (!(item instanceof ObjectNode object)) {
                throw refusal.apply(place);
            }
            objects.add(new Fields(object, field -> refusal.apply(place + "." + field)));
        }
        return objects;
    }

    private JsonNode list(String name) {
        JsonNode list = node.path(name);
        if (!list.isArray() || list.isEmpty()) {
            throw refusal.apply(name);
        }
        return list;
    }

    public long whole(String name) {
        JsonNode value = node.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw refusal.apply(name);
        }
        return value.longValue();
    }

    /** A whole number within bounds, both included. */
    public int between(long least, long most, String name) {
        long value = whole(name);
        if (value < least || value > most) {
            throw refusal.apply(name);
        }
        return Math.toIntExact(value);
    }

    /** The flag, false when it is absent. */
    public boolean flag(String name) {
        if (!has(name)) {
            return false;
        }
        JsonNode value = node.path(name);
        if (!value.isBoolean()) {
            throw refusal.apply(name);
        }
        return value.booleanValue();
    }
}
