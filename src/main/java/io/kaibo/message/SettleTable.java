package io.kaibo.message;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Item;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Update;
import io.kaibo.person.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A feature's sends by their person: WeChat tells what became of a message, and not what it was about. The attributes are those of
 * {@link SendTable}.
 */
public abstract class SettleTable {

    /** The send has not ended since it was read. */
    public static final Condition AS_SEEN =
            new Condition("sendState = :seenState AND sendingAt = :seenAt", "settledBy");

    private final Table table;
    private final String index;
    private final String personAttribute;

    /**
     * @param index of the feature's table, by person; it has the keys of the items
     * @param personAttribute its key
     */
    protected SettleTable(Table table, String index, String personAttribute) {
        this.table = table;
        this.index = index;
        this.personAttribute = personAttribute;
    }

    /** All sends of a person, whatever became of them, read consistently; the very newest may be missing. */
    public List<SeenSend> findByPerson(Person person) {
        List<Map<String, AttributeValue>> keys = table.query(
                        Query.by(personAttribute + " = :person").ofIndex(index).with(":person", person.value()))
                .map(item -> Item.key(item.text("pk"), item.text("sk")))
                .toList();
        return table.findAll(keys)
                .filter(item -> item.has("sendState"))
                .map(SettleTable::read)
                .toList();
    }

    private static SeenSend read(Item item) {
        return new SeenSend(
                Item.key(item.text("pk"), item.text("sk")),
                item.text("templateId"),
                item.word("sendState", SendState.class),
                item.instantOrNull("sendingAt"),
                item.has("msgId") ? Long.valueOf(item.number("msgId")) : null);
    }

    /** Writes that the message of a send came; false if the send was written since it was read. */
    public boolean settle(SeenSend seen, long msgId, Instant now) {
        return table.update(
                        seen.key(),
                        Update.set("sendState = :sent, msgId = :msgId, endedAt = :now")
                                .with(":sent", SendState.SENT)
                                .with(":msgId", msgId)
                                .with(":now", now)
                                .with(":seenState", seen.state())
                                .with(":seenAt", Objects.requireNonNull(seen.sendingAt())),
                        AS_SEEN)
                .isDone();
    }
}
