package io.kaibo.reminder;

import io.kaibo.aws.BatchGet;
import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Item;
import io.kaibo.room.OnAir;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;

/** The templates of reminders: a handful, all under one key. */
@Singleton
class TemplateTable {

    private static final String TEMPLATES = "TEMPLATES";

    /** One that was put anew stays; one that was put before putters were named has no name. */
    private static final String SAME_TEMPLATE = "attribute_not_exists(putBy) OR putBy = :writer";

    private final DynamoDbClient dynamoDb;
    private final String table;

    TemplateTable(DynamoDbClient dynamoDb, ReminderConfig config) {
        this.dynamoDb = dynamoDb;
        this.table = config.requiredTable();
    }

    List<MessageTemplate> all() {
        return dynamoDb
                .queryPaginator(query -> query.tableName(table)
                        .keyConditionExpression("pk = :templates")
                        .expressionAttributeValues(Map.of(":templates", Item.of(TEMPLATES))))
                .items()
                .stream()
                .map(item -> template(new Item(item)))
                .toList();
    }

    /** Those of the templates that there are, by their ids, read consistently. */
    Map<String, MessageTemplate> byId(Collection<String> ids) {
        return BatchGet.consistently(
                        dynamoDb,
                        table,
                        ids.stream().map(id -> ReminderItems.key(TEMPLATES, id)).toList(),
                        Optional.empty())
                .map(TemplateTable::template)
                .collect(Collectors.toMap(MessageTemplate::id, template -> template));
    }

    /** In place of one of the same id: the last write stands. */
    void put(MessageTemplate template) {
        Map<String, AttributeValue> item = new HashMap<>(ReminderItems.key(TEMPLATES, template.id()));
        item.put("putBy", Item.of(UUID.randomUUID().toString()));
        item.put("kind", Item.of(template.kind().name()));
        item.put("page", Item.of(template.page()));
        item.put(
                "fields",
                AttributeValue.fromM(template.fields().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, field -> of(field.getValue())))));
        dynamoDb.putItem(put -> put.tableName(table).item(item));
    }

    /** Takes the template away that is there now. */
    void delete(String id) {
        Map<String, AttributeValue> key = ReminderItems.key(TEMPLATES, id);
        var seen = dynamoDb.getItem(get -> get.tableName(table).key(key).consistentRead(true));
        if (seen.hasItem()) {
            ConditionalWrite.delete(
                    dynamoDb,
                    DeleteItemRequest.builder().tableName(table).key(key),
                    SAME_TEMPLATE,
                    Map.of(),
                    "putBy",
                    new Item(seen.item()));
        }
    }

    private static AttributeValue of(MessageTemplate.Source source) {
        return AttributeValue.fromM(
                source.room() != null
                        ? Map.of("room", Item.of(source.room().name()))
                        : Map.of("text", Item.of(Objects.requireNonNull(source.text()))));
    }

    private static MessageTemplate template(Item item) {
        Map<String, MessageTemplate.Source> fields = new HashMap<>();
        Item stored = item.map("fields");
        stored.attributes().keySet().forEach(name -> {
            Item source = stored.map(name);
            fields.put(
                    name,
                    new MessageTemplate.Source(
                            source.has("room") ? RoomField.valueOf(source.text("room")) : null,
                            source.textOrNull("text")));
        });
        return new MessageTemplate(item.text("sk"), OnAir.Kind.valueOf(item.text("kind")), item.text("page"), fields);
    }
}
