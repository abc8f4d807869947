package io.kaibo.http;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an operator is there for: each route says which roles may use it. */
public enum Role {
    /** Runs the shop: may do everything. */
    OPERATOR,
    /** Goes on air: may do what belongs to the own show. */
    ANCHOR,
    /** Sends prizes to winners. */
    SHIPPING,
    /** Reads everything that operators may read, and changes nothing. */
    AUDITOR;

    /** The role as the secret, the contract and the audit have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> parse(String word) {
        return Stream.of(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    /** The words of some roles, in the order of the roles. */
    static String words(Collection<Role> roles, String separator) {
        return roles.stream().sorted().map(Role::word).collect(Collectors.joining(separator));
    }
}
