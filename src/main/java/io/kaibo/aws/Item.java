package io.kaibo.aws;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A DynamoDB item, read by attribute name. Instants are numbers: milliseconds since 1970, UTC. */
public record Item(Map<String, AttributeValue> attributes) {

    public boolean has(String name) {
        return attributes.containsKey(name);
    }

    /** @throws IllegalStateException if the attribute is absent */
    public String text(String name) {
        return present(name).s();
    }

    public @Nullable String textOrNull(String name) {
        AttributeValue value = attributes.get(name);
        return value == null ? null : value.s();
    }

    /**
     * The constant that the attribute's word stands for.
     *
     * @throws IllegalStateException if the attribute is absent, or no word of the enum
     */
    public <E extends Enum<E>> E word(String name, Class<E> type) {
        return Words.find(type, text(name))
                .orElseThrow(() -> new IllegalStateException(name + " is none of " + Words.joinAll(type)));
    }

    /** @throws IllegalStateException if the attribute is absent */
    public long number(String name) {
        return Long.parseLong(present(name).n());
    }

    /** @throws IllegalStateException if the attribute is absent */
    public byte[] bytes(String name) {
        return present(name).b().asByteArray();
    }

    public boolean flag(String name) {
        AttributeValue value = attributes.get(name);
        return value != null && Boolean.TRUE.equals(value.bool());
    }

    public Instant instant(String name) {
        return Instant.ofEpochMilli(number(name));
    }

    public @Nullable Instant instantOrNull(String name) {
        return has(name) ? instant(name) : null;
    }

    /** @throws IllegalStateException if the attribute is absent */
    public Item map(String name) {
        return new Item(present(name).m());
    }

    /** The items of a list of maps; empty if the attribute is absent. */
    public List<Item> items(String name) {
        AttributeValue value = attributes.get(name);
        return value == null
                ? List.of()
                : value.l().stream().map(v -> new Item(v.m())).toList();
    }

    /** Names the attributes and tells no value: one may be personal. */
    @Override
    public String toString() {
        return "Item" + attributes.keySet();
    }

    private AttributeValue present(String name) {
        AttributeValue value = attributes.get(name);
        if (value == null) {
            throw new IllegalStateException("item without attribute " + name);
        }
        return value;
    }

    /** The key of an item in a table with a partition key {@code pk} and a sort key {@code sk}. */
    public static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of("pk", of(pk), "sk", of(sk));
    }

    public static AttributeValue of(String text) {
        return AttributeValue.fromS(text);
    }

    /** The constant's word, as {@link Words} has it. */
    public static AttributeValue of(Enum<?> constant) {
        return of(Words.of(constant));
    }

    public static AttributeValue of(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    public static AttributeValue of(byte[] bytes) {
        return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
    }

    public static AttributeValue of(boolean flag) {
        return AttributeValue.fromBool(flag);
    }

    public static AttributeValue of(Instant instant) {
        return of(instant.toEpochMilli());
    }
}
