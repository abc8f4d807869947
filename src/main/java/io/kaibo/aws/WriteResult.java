package io.kaibo.aws;

/** What became of a conditional write, for a table's callers: {@link ConditionalWrite} in their own types. */
public sealed interface WriteResult<T> {

    /** The write is done. */
    record Written<T>() implements WriteResult<T> {}

    /** @param found what is there instead */
    record Existing<T>(T found) implements WriteResult<T> {}
}
