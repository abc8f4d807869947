package io.kaibo.lottery.admin;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.kaibo.person.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The shop's staff as an operator sends it: pseudonyms, which {@code GET /session} tells each of them. */
@RegisterForReflection
record StaffBody(List<String> persons) implements CheckedBody {

    /** So that their aliases, which are published, stay in one chunk. */
    private static final int MOST = 1_000;

    @Override
    public void check(FieldChecks fields) {
        fields.require("persons", persons)
                .check("persons", persons == null || persons.size() <= MOST, "must have " + MOST + " elements at most");
        if (persons == null) {
            return;
        }
        Set<String> before = new HashSet<>();
        for (int i = 0; i < persons.size(); i++) {
            String person = persons.get(i);
            String field = "persons[" + i + "]";
            fields.check(field, person != null && Person.parse(person).isPresent(), "is no pseudonym of a person")
                    .check(field, before.add(person), "is named twice");
        }
    }

    List<Person> toPersons() {
        return persons.stream().map(Person::new).toList();
    }
}
