package io.kaibo.person;

import io.kaibo.aws.Condition;
import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Item;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The table {@code people}, an item a person, and the only place where openids are kept:
 *
 * <pre>
 * person                  openid, firstSeenAt
 * </pre>
 *
 * <p>It is written at the login and read by the functions that call WeChat.
 */
@Singleton
public class People {

    static final String TABLE = "people";

    /** Who is known already is not written again. */
    static final Condition UNKNOWN = new Condition("attribute_not_exists(openid)", "rememberedBy");

    private final Table people;
    private final Clock clock;

    People(Tables tables, Clock clock) {
        this.people = tables.open(TABLE);
        this.clock = clock;
    }

    /**
     * Keeps the openid of a person, and when they were seen first. It is there when this returns.
     *
     * @throws IllegalStateException if the person is known by another openid
     */
    public void remember(Person person, String openid) {
        ConditionalWrite write = people.update(
                buildKey(person),
                Update.set("openid = :openid, firstSeenAt = if_not_exists(firstSeenAt, :now)")
                        .with(":openid", openid)
                        .with(":now", clock.instant()),
                UNKNOWN);
        if (write instanceof ConditionalWrite.WriteRefused(Item found) && !openid.equals(found.text("openid"))) {
            throw new IllegalStateException(person + " is known by another openid");
        }
    }

    /**
     * The openids of the known persons, read consistently, a hundred a call. A known person without an openid was erased. A person who is
     * not known never logged in, or the table lost them.
     */
    public Map<Person, Optional<String>> findOpenids(Collection<Person> persons) {
        return people.findAll(persons.stream().distinct().map(People::buildKey).toList(), "person, openid")
                .collect(Collectors.toMap(
                        item -> new Person(item.text("person")),
                        item -> Optional.ofNullable(item.textOrNull("openid"))));
    }

    private static Map<String, AttributeValue> buildKey(Person person) {
        return Map.of("person", Item.of(person.value()));
    }
}
