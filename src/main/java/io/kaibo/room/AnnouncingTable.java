package io.kaibo.room;

import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Item;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** On the heads of rooms: what operators set of their announcing. Nobody else writes these attributes. */
@Singleton
class AnnouncingTable {

    /** silent absent, or false: it stands in whatever announces, so that a setting made at that instant decides. */
    static final String NOT_SILENT = "(attribute_not_exists(silent) OR silent = :false)";

    /** A setting never makes a room. */
    private static final String KNOWN = "attribute_exists(room)";

    private final DynamoDbClient dynamoDb;
    private final String table;

    AnnouncingTable(DynamoDbClient dynamoDb, RoomConfig config) {
        this.dynamoDb = dynamoDb;
        this.table = config.requiredTable();
    }

    /** Writes the settings of a room; false if nothing is known of it. */
    boolean set(RoomId id, Announcing announcing) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":silent", Item.of(!announcing.announce())));
        String update = "SET silent = :silent, announcingBy = :writer";
        if (announcing.startingSoonMinutes() == null) {
            update += " REMOVE soonMinutes";
        } else {
            update += ", soonMinutes = :soonMinutes";
            values.put(":soonMinutes", Item.of(announcing.startingSoonMinutes()));
        }
        return ConditionalWrite.update(
                        dynamoDb,
                        UpdateItemRequest.builder()
                                .tableName(table)
                                .key(RoomItems.key(id, RoomTable.HEAD))
                                .updateExpression(update)
                                .conditionExpression(KNOWN),
                        values,
                        "announcingBy")
                .done();
    }
}
