package io.kaibo.reminder.template;

import io.kaibo.aws.Item;
import io.kaibo.aws.NewItem;
import io.kaibo.aws.Tables;
import io.kaibo.message.TemplateTable;
import io.kaibo.reminder.ReminderItems;
import io.kaibo.room.Announcement;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The templates of reminders. */
@Singleton
public class ReminderTemplateTable extends TemplateTable<ReminderTemplate> {

    ReminderTemplateTable(Tables tables) {
        super(tables.open(ReminderItems.TABLE));
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
