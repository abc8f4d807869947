package io.kaibo.message;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Item;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Update;
import io.kaibo.person.Person;
import java.time.Duration;
import java.time.Instant;

/**
 * The persons who met an errcode that no rule names, an item for each errcode below a key of the feature's: of a room, for instance. The
 * reason may be one person's alone; if several meet it at once, it concerns all.
 */
public abstract class StrangeCodeTable {

    /** Persons who met the errcode longer ago do not count. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    /** If so many different persons meet the errcode, it concerns all: what is sent is to be halted. */
    public static final int PERSONS = 3;

    private static final Duration KEPT = Duration.ofDays(1);

    /** Begins the name of an attribute that stands for a person and holds the moment. */
    private static final String PERSON = "person#";

    /** A resume that arrives again changes nothing if a later one was made; an item that expired is not made anew. */
    public static final Condition NOT_RESUMED_LATER = new Condition(
            "attribute_exists(expiresAt) AND (attribute_not_exists(resumedAt) OR resumedAt < :now)", "resumedBy");

    private final Table table;

    protected StrangeCodeTable(Table table) {
        this.table = table;
    }

    /**
     * Writes when a person last met the errcode. The write needs no condition: repeated it changes nothing, and of several at the same
     * time each counts those before it.
     *
     * @return how many different persons met it within {@link #WINDOW}, and since the last resume
     */
    protected long recordPerson(String pk, int errcode, Person person, Instant now) {
        Item item = table.update(
                Item.key(pk, Integer.toString(errcode)),
                Update.set("#person = :now, expiresAt = :end")
                        .named("#person", PERSON + person)
                        .with(":now", now)
                        .withTimeToLive(":end", now.plus(KEPT)));
        Instant since = now.minus(WINDOW);
        Instant resumed = item.instantOrNull("resumedAt");
        Instant from = resumed != null && resumed.isAfter(since) ? resumed : since;
        return item.attributes().keySet().stream()
                .filter(name -> name.startsWith(PERSON))
                .filter(name -> item.instant(name).isAfter(from))
                .count();
    }

    /** Writes that an operator resumed the sends: persons who met an errcode before no longer count. */
    protected void resume(String pk, Instant now) {
        table.query(Query.by("pk = :pk").consistently().returning("pk, sk").with(":pk", pk))
                .forEach(item -> table.update(
                        item.attributes(), Update.set("resumedAt = :now").with(":now", now), NOT_RESUMED_LATER));
    }
}
