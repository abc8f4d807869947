package io.kaibo.message;

import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Item;
import io.kaibo.aws.NewItem;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A feature's templates: a handful, all under the key {@code TEMPLATES} of its table. How one is deleted is the feature's: from some tables no
 * function may remove an item.
 */
public abstract class TemplateTable<T extends MessageTemplate<?>> {

    private static final String TEMPLATES = "TEMPLATES";

    private final Table table;

    protected TemplateTable(Table table) {
        this.table = table;
    }

    /** Adds the template's attributes, but for its id. */
    protected abstract void write(T template, NewItem item);

    protected abstract T read(String id, Item item);

    public List<T> findAll() {
        return table.query(Query.by("pk = :templates").with(":templates", TEMPLATES))
                .filter(this::isThere)
                .map(this::read)
                .toList();
    }

    /** Those of the templates that there are, by their ids, read consistently. */
    public Map<String, T> findById(Collection<String> ids) {
        return table.findAll(ids.stream().map(TemplateTable::key).toList())
                .filter(this::isThere)
                .map(this::read)
                .collect(Collectors.toMap(MessageTemplate::id, template -> template));
    }

    /** Puts a template in place of one of the same id: the last write stays. */
    public void put(T template) {
        NewItem item = new NewItem(key(template.id())).with("putBy", ConditionalWrite.newWriter());
        write(template, item);
        table.put(item);
    }

    /** False for what a deleted template leaves, in a feature's table from which no function may remove an item. */
    protected boolean isThere(Item item) {
        return true;
    }

    protected static Map<String, AttributeValue> key(String id) {
        return Item.key(TEMPLATES, id);
    }

    private T read(Item item) {
        return read(item.text("sk"), item);
    }
}
