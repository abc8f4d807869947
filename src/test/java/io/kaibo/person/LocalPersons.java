package io.kaibo.person;

import io.kaibo.aws.Secrets;
import io.kaibo.local.LocalSecrets;
import java.util.Map;

/** The persons of the local stack, for tests that know them by their openids. */
public final class LocalPersons {

    private static final PersonKey KEY = new PersonKey(new Secrets(Map.of("person-key", LocalSecrets.PERSON_KEY)));

    private LocalPersons() {}

    public static Person of(String openid) {
        return KEY.derive(openid);
    }
}
