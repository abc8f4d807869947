package io.kaibo.room;

import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Item;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Which rooms WeChat's list lacks: marked by the first whole pass that missed them, hidden by the second. */
@Singleton
class MissingTable {

    /** Known, not seen since the pass began, not marked yet. A sighting later than this mark takes it away. */
    private static final String MISSED_FIRST = "asOf < :passBegan AND attribute_not_exists(missingSince)";

    /** Marked by a pass that had ended when this one began, and not seen since, which would have removed the mark. */
    private static final String MISSED_AGAIN = "missingSince < :passBegan AND attribute_not_exists(hiddenAt)";

    private final DynamoDbClient dynamoDb;
    private final String table;

    MissingTable(DynamoDbClient dynamoDb, RoomConfig config) {
        this.dynamoDb = dynamoDb;
        this.table = config.requiredTable();
    }

    /** Marks a room that a whole pass did not see; false if it was seen after all, or is marked already. */
    boolean mark(RoomId id, Instant passBegan, Instant now) {
        return ConditionalWrite.update(
                        dynamoDb,
                        update(id)
                                .updateExpression("SET missingSince = :now, missingBy = :writer")
                                .conditionExpression(MISSED_FIRST),
                        Map.of(":passBegan", Item.of(passBegan), ":now", Item.of(now)),
                        "missingBy")
                .done();
    }

    /** Hides a room that a second whole pass did not see either; false if it was seen since the first. */
    boolean hide(RoomId id, Instant passBegan, Instant now) {
        return ConditionalWrite.update(
                        dynamoDb,
                        update(id)
                                .updateExpression("SET hiddenAt = :now, hiddenBy = :writer, listing = :hidden")
                                .conditionExpression(MISSED_AGAIN),
                        Map.of(
                                ":passBegan", Item.of(passBegan),
                                ":now", Item.of(now),
                                ":hidden", Item.of(Listing.HIDDEN.name())),
                        "hiddenBy")
                .done();
    }

    private UpdateItemRequest.Builder update(RoomId id) {
        return UpdateItemRequest.builder().tableName(table).key(RoomItems.key(id, RoomTable.HEAD));
    }
}
