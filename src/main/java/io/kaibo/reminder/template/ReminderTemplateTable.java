package io.kaibo.reminder.template;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Delete;
import io.kaibo.aws.Item;
import io.kaibo.aws.NewItem;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.message.TemplateTable;
import io.kaibo.reminder.ReminderItems;
import io.kaibo.room.Announcement;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The templates of reminders. */
@Singleton
public class ReminderTemplateTable extends TemplateTable<ReminderTemplate> {

    /** A template that was put since stays; an item without {@code putBy} is older than that attribute. */
    public static final Condition SAME_TEMPLATE =
            new Condition("attribute_not_exists(putBy) OR putBy = :writer", "putBy");

    private final Table reminders;

    @Inject
    ReminderTemplateTable(Tables tables) {
        this(tables.open(ReminderItems.TABLE));
    }

    private ReminderTemplateTable(Table reminders) {
        super(reminders);
        this.reminders = reminders;
    }

    /** Deletes the template that is there now. */
    void delete(String id) {
        reminders.delete(key(id), Delete.onlyIf(SAME_TEMPLATE));
    }

    @Override
    protected void write(ReminderTemplate template, NewItem item) {
        NewItem fields = new NewItem();
        template.fields().forEach((name, source) -> fields.with(name, map(source)));
        item.with("kind", template.kind()).with("page", template.page()).with("fields", fields);
    }

    private static NewItem map(RoomSource source) {
        return source.room() != null
                ? new NewItem().with("room", source.room())
                : new NewItem().with("text", Objects.requireNonNull(source.text()));
    }

    @Override
    protected ReminderTemplate read(String id, Item item) {
        Map<String, RoomSource> fields = new HashMap<>();
        Item stored = item.map("fields");
        stored.attributes().keySet().forEach(name -> {
            Item source = stored.map(name);
            fields.put(
                    name,
                    new RoomSource(
                            source.has("room") ? source.word("room", RoomField.class) : null,
                            source.textOrNull("text")));
        });
        return new ReminderTemplate(id, item.word("kind", Announcement.Kind.class), item.text("page"), fields);
    }
}
