package io.kaibo.base;

import java.util.Optional;

/** Settings without which a function does not start. */
public final class Settings {

    private Settings() {}

    /**
     * The value of a setting.
     *
     * @param name the variable of the environment that sets it
     * @throws IllegalStateException naming the variable if it is not set
     */
    public static <T> T require(String name, Optional<T> value) {
        return value.orElseThrow(() -> new IllegalStateException(name + " is not set"));
    }
}
