package io.kaibo.lottery.admin;

import io.kaibo.person.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** The persons who cannot take part in a lottery that starts from now on. */
@RegisterForReflection
record Staff(List<Person> persons) {}
