package io.kaibo.reminder;

import io.kaibo.aws.Condition;
import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Delete;
import io.kaibo.aws.Item;
import io.kaibo.aws.NewItem;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.room.Announcement;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The templates of reminders: a handful, all under one key. */
@Singleton
class TemplateTable {

    private static final String TEMPLATES = "TEMPLATES";

    /** One that was put anew stays; one that was put before putters were named has no name. */
    static final Condition SAME_TEMPLATE = new Condition("attribute_not_exists(putBy) OR putBy = :writer", "putBy");

    private final Table reminders;

    TemplateTable(Tables tables) {
        this.reminders = tables.open(ReminderItems.TABLE);
    }

    List<MessageTemplate> all() {
        return reminders
                .query(Query.by("pk = :templates").with(":templates", TEMPLATES))
                .map(TemplateTable::template)
                .toList();
    }

    /** Those of the templates that there are, by their ids, read consistently. */
    Map<String, MessageTemplate> byId(Collection<String> ids) {
        return reminders
                .findAll(ids.stream().map(id -> Item.key(TEMPLATES, id)).toList())
                .map(TemplateTable::template)
                .collect(Collectors.toMap(MessageTemplate::id, template -> template));
    }

    /** In place of one of the same id: the last write stands. */
    void put(MessageTemplate template) {
        NewItem fields = new NewItem();
        template.fields().forEach((name, source) -> fields.with(name, of(source)));
        reminders.put(new NewItem(Item.key(TEMPLATES, template.id()))
                .with("putBy", ConditionalWrite.newWriter())
                .with("kind", template.kind())
                .with("page", template.page())
                .with("fields", fields));
    }

    /** Takes the template away that is there now. */
    void delete(String id) {
        reminders.delete(Item.key(TEMPLATES, id), Delete.onlyIf(SAME_TEMPLATE));
    }

    private static NewItem of(MessageTemplate.Source source) {
        return source.room() != null
                ? new NewItem().with("room", source.room())
                : new NewItem().with("text", Objects.requireNonNull(source.text()));
    }

    private static MessageTemplate template(Item item) {
        Map<String, MessageTemplate.Source> fields = new HashMap<>();
        Item stored = item.map("fields");
        stored.attributes().keySet().forEach(name -> {
            Item source = stored.map(name);
            fields.put(
                    name,
                    new MessageTemplate.Source(
                            source.has("room") ? source.word("room", RoomField.class) : null,
                            source.textOrNull("text")));
        });
        return new MessageTemplate(
                item.text("sk"), item.word("kind", Announcement.Kind.class), item.text("page"), fields);
    }
}
