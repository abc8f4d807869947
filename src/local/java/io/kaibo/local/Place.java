package io.kaibo.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A place in a template, with its value; values are worked out when they are read, and errors name the place. */
record Place(Intrinsics intrinsics, String path, @Nullable Object raw) {
    Place at(String key) {
        Object here = intrinsics.value(raw, path);
        return new Place(intrinsics, path + "." + key, here instanceof Map<?, ?> map ? map.get(key) : null);
    }

    Optional<String> text() {
        Object value = intrinsics.value(raw, path);
        if (value instanceof Map || value instanceof List) {
            throw error("one value was expected");
        }
        return Optional.ofNullable(value).map(Object::toString);
    }

    String required() {
        return text().orElseThrow(() -> error("is missing"));
    }

    int number(int otherwise) {
        String value = text().orElse(Integer.toString(otherwise));
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw error("is not a whole number: " + value);
        }
    }

    /** The elements of the list at this place; none if there is no value. */
    List<Place> list() {
        List<Place> nodes = new ArrayList<>();
        if (intrinsics.value(raw, path) instanceof List<?> list) {
            list.forEach(element -> nodes.add(new Place(intrinsics, path + "[" + nodes.size() + "]", element)));
        }
        return nodes;
    }

    /** The elements of the list at this place, or its one value as a list of one. */
    List<String> textOrTexts() {
        return intrinsics.value(raw, path) instanceof List<?>
                ? texts()
                : text().stream().toList();
    }

    List<String> texts() {
        return list().stream().map(Place::required).toList();
    }

    /** The entries of the map at this place, in its order; none if there is no value. */
    Map<String, Place> entries() {
        Map<String, Place> nodes = new LinkedHashMap<>();
        if (intrinsics.value(raw, path) instanceof Map<?, ?> map) {
            map.keySet().forEach(key -> nodes.put(key.toString(), at(key.toString())));
        }
        return nodes;
    }

    TemplateException error(String problem) {
        return intrinsics.error(path, problem);
    }
}
