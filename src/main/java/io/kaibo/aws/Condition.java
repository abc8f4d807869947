package io.kaibo.aws;

/**
 * What must be true of an item for a write to be done.
 *
 * @param expression of attributes and of the write's values
 * @param writerAttribute the attribute that names the writer of this condition, and of no other: {@link ConditionalWrite} says why
 */
public record Condition(String expression, String writerAttribute) {

    /** A condition of a write in a {@link Transaction}, which names no writer. */
    public static Condition inTransaction(String expression) {
        return new Condition(expression, "");
    }
}
