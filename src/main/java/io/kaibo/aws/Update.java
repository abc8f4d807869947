package io.kaibo.aws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an update of one item sets and removes. */
public final class Update extends Values<Update> {

    private final List<String> set = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();

    private Update() {}

    /** @param assignments such as {@code state = :state, endedAt = :now}, whose values {@code with} gives */
    public static Update set(String assignments) {
        return new Update().andSet(assignments);
    }

    /** @param attributes separated by commas */
    public static Update remove(String attributes) {
        return new Update().andRemove(attributes);
    }

    public Update andSet(String assignments) {
        set.add(assignments);
        return this;
    }

    public Update andRemove(String attributes) {
        removed.add(attributes);
        return this;
    }

    /** An attribute whose name the expression cannot have: {@code #alias} stands for it there. */
    public Update named(String alias, String attribute) {
        names.put(alias, attribute);
        return this;
    }

    /** The same, with the name of its writer; this one stays as it is. */
    Update nameWriter(String writerAttribute, String writer) {
        Update named = new Update();
        named.set.addAll(set);
        named.removed.addAll(removed);
        named.names.putAll(names);
        named.values().putAll(values());
        return named.andSet(writerAttribute + " = :writer").with(":writer", writer);
    }

    @Override
    Update self() {
        return this;
    }

    String expression() {
        String sets = set.isEmpty() ? "" : "SET " + String.join(", ", set);
        String removes = removed.isEmpty() ? "" : " REMOVE " + String.join(", ", removed);
        return sets + removes;
    }

    Map<String, String> names() {
        return names;
    }
}
