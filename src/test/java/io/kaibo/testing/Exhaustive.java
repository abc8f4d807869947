package io.kaibo.testing;

/**
 * How much a run tries. {@code ./mvnw verify} tries a part of each large set, {@code ./mvnw -Pexhaustive verify} all of it. A
 * test asks for its size here.
 */
public final class Exhaustive {

    private static final boolean ON = Boolean.getBoolean("kaibo.exhaustive");

    private Exhaustive() {}

    /** True if this run tries everything. */
    static boolean isOn() {
        return ON;
    }

    /** How many runs of a race, or recipients: the first number in an exhaustive run, the second in any other. */
    public static int size(int exhaustive, int otherwise) {
        return ON ? exhaustive : otherwise;
    }
}
