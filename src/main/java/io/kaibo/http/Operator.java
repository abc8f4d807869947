package io.kaibo.http;

import java.util.Set;

/**
 * An operator whose key the request brought.
 *
 * @param name as it stands in the secret {@code operator-keys}
 * @param roles at least one
 */
public record Operator(String name, Set<Role> roles) implements Caller {

    /** The roles' words, separated by commas. */
    public String roleWords() {
        return Role.joinWords(roles, ",");
    }
}
