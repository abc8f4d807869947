package io.kaibo.aws;

/** The delete of one item under a condition. */
public final class Delete extends Values<Delete> {

    private final Condition condition;

    private Delete(Condition condition) {
        this.condition = condition;
    }

    /**
     * @param condition has {@code :writer} for what the item has in the condition's attribute, which names who put it; {@code with}
     *     gives its other values
     */
    public static Delete onlyIf(Condition condition) {
        return new Delete(condition);
    }

    @Override
    Delete self() {
        return this;
    }

    Condition condition() {
        return condition;
    }
}
