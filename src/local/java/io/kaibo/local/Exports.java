package io.kaibo.local;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What templates export to each other, by the names of the exports; a value is worked out when it is imported. */
final class Exports {
    private final Map<String, Place> values = new HashMap<>();

    /** Adds the exports of one template. */
    void add(Intrinsics intrinsics, Map<?, ?> template) {
        new Place(intrinsics, "Outputs", template.get("Outputs"))
                .entries()
                .values()
                .forEach(output ->
                        output.at("Export").at("Name").text().ifPresent(name -> values.put(name, output.at("Value"))));
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).map(Place::required);
    }
}
