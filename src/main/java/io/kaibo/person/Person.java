package io.kaibo.person;

import com.fasterxml.jackson.annotation.JsonValue;
import io.kaibo.base.ShortId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;

/**
 * A person's pseudonym: what keys, messages, tokens and logs name a person by. The openid cannot be computed from it, and the
 * pseudonym cannot be computed from an openid without the {@link PersonKey}.
 *
 * @param value 16 bytes in base64url, 22 characters
 */
@RegisterForReflection
public record Person(@JsonValue String value) {

    /** @throws IllegalArgumentException if it is no pseudonym */
    public Person {
        if (!ShortId.matches(value)) {
            // without the text: it may be an openid
            throw new IllegalArgumentException("no pseudonym");
        }
    }

    /** The person that a text names; empty if it is no pseudonym. */
    public static Optional<Person> parse(String text) {
        return ShortId.matches(text) ? Optional.of(new Person(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
