package io.kaibo.room;

import io.kaibo.aws.Item;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Rooms by listing, from the index {@code listing}: a second behind the table at most times, which a list can bear. */
@Singleton
class RoomListTable {

    /**
     * A room in a listing.
     *
     * @param head its head, but in {@link Listing#REPLAY}, whose items are not heads
     * @param replays its replays, in {@link Listing#REPLAY}
     * @param at what the listing is sorted by, in milliseconds since 1970
     */
    record Entry(RoomId id, @Nullable RoomHead head, List<Replay> replays, long at) {

        boolean missing() {
            return head != null && head.missingSince() != null;
        }
    }

    /** @param last whether there is nothing behind it */
    record Part(List<Entry> entries, boolean last) {}

    private final DynamoDbClient dynamoDb;
    private final String table;

    RoomListTable(DynamoDbClient dynamoDb, RoomConfig config) {
        this.dynamoDb = dynamoDb;
        this.table = config.requiredTable();
    }

    /** @param after the place to go on behind; the beginning if null */
    Part part(Listing listing, int limit, ListCursor.@Nullable Place after) {
        QueryRequest.Builder query = query(listing).limit(limit);
        if (after != null) {
            query.exclusiveStartKey(Map.of(
                    "pk", Item.of(after.id().value()),
                    "sk", Item.of(sortKey(listing)),
                    "listing", Item.of(listing.name()),
                    "listingAt", Item.of(after.at())));
        }
        QueryResponse answer = dynamoDb.query(query.build());
        return new Part(
                answer.items().stream().map(item -> entry(listing, item)).toList(), !answer.hasLastEvaluatedKey());
    }

    /** Every room of a listing, read page by page as it is iterated. */
    Iterable<Entry> all(Listing listing) {
        return () -> dynamoDb.queryPaginator(query(listing).build()).items().stream()
                .map(item -> entry(listing, item))
                .iterator();
    }

    private QueryRequest.Builder query(Listing listing) {
        return QueryRequest.builder()
                .tableName(table)
                .indexName("listing")
                .keyConditionExpression("listing = :listing")
                .expressionAttributeValues(Map.of(":listing", Item.of(listing.name())))
                .scanIndexForward(listing.earliestFirst());
    }

    private static Entry entry(Listing listing, Map<String, AttributeValue> attributes) {
        Item item = new Item(attributes);
        return new Entry(
                new RoomId(item.text("pk")),
                listing == Listing.REPLAY ? null : RoomItems.head(item),
                RoomItems.replays(item),
                item.number("listingAt"));
    }

    private static String sortKey(Listing listing) {
        return listing == Listing.REPLAY ? RoomTable.REPLAYS : RoomTable.HEAD;
    }
}
