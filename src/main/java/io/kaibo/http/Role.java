package io.kaibo.http;

import io.kaibo.aws.Words;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an operator is there for: each route says which roles may use it. */
public enum Role {
    /** Runs the shop. */
    OPERATOR,
    /** Goes on air: may look at rooms, sync them and set their announcing. */
    ANCHOR,
    /** Sends prizes to winners. */
    SHIPPING,
    /** Reads, and changes nothing. */
    AUDITOR;

    /** The role as the secret, the contract and the audit have it. */
    public String word() {
        return Words.of(this);
    }

    static Optional<Role> parse(String word) {
        return Words.find(Role.class, word);
    }

    /** The words of some roles, in the order of the roles. */
    static String joinWords(Collection<Role> roles, String separator) {
        return roles.stream().sorted().map(Role::word).collect(Collectors.joining(separator));
    }
}
