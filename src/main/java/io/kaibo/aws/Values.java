package io.kaibo.aws;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Named values as DynamoDB writes them: the attributes of an item, or what an expression calls {@code :name}. Instants are
 * numbers, milliseconds since 1970, UTC.
 *
 * @param <S> the type itself
 */
public abstract sealed class Values<S extends Values<S>> permits NewItem, Update, Query, Delete {

    private final Map<String, AttributeValue> values = new HashMap<>();

    Values() {}

    abstract S self();

    public S with(String name, String text) {
        return with(name, Item.of(text));
    }

    /** The constant's word, as {@link Words} has it. */
    public S with(String name, Enum<?> constant) {
        return with(name, Item.of(constant));
    }

    public S with(String name, long number) {
        return with(name, Item.of(number));
    }

    public S with(String name, boolean flag) {
        return with(name, Item.of(flag));
    }

    public S with(String name, Instant instant) {
        return with(name, Item.of(instant));
    }

    public S with(String name, byte[] bytes) {
        return with(name, Item.of(bytes));
    }

    public S with(String name, NewItem map) {
        return with(name, AttributeValue.fromM(map.values()));
    }

    public S with(String name, List<NewItem> maps) {
        return with(
                name,
                AttributeValue.fromL(maps.stream()
                        .map(map -> AttributeValue.fromM(map.values()))
                        .toList()));
    }

    /** When DynamoDB may remove the item: in seconds, as its time to live has it. */
    public S withTimeToLive(String name, Instant end) {
        return with(name, end.getEpochSecond());
    }

    public S withIfPresent(String name, @Nullable String text) {
        return text == null ? self() : with(name, text);
    }

    public S withIfPresent(String name, @Nullable Instant instant) {
        return instant == null ? self() : with(name, instant);
    }

    S with(String name, AttributeValue value) {
        values.put(name, value);
        return self();
    }

    Map<String, AttributeValue> values() {
        return values;
    }
}
