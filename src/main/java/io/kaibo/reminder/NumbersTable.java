package io.kaibo.reminder;

import io.kaibo.aws.Item;
import io.kaibo.room.OnAir;
import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Counts subscriptions by reading them: a million cost fifty to ninety thousand read units, and no counter can be wrong. */
@Singleton
class NumbersTable {

    private final DynamoDbClient dynamoDb;
    private final String table;

    NumbersTable(DynamoDbClient dynamoDb, ReminderConfig config) {
        this.dynamoDb = dynamoDb;
        this.table = config.requiredTable();
    }

    /**
     * The subscriptions of a shard by their states.
     *
     * @param over whether the time of what they wait for is over
     */
    Map<State, Long> of(RoomId room, OnAir.Kind kind, int shard, Instant now, boolean over) {
        Map<State, Long> counts = new EnumMap<>(State.class);
        dynamoDb.queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :shard")
                        .projectionExpression("sendState, leaseEnds")
                        .expressionAttributeValues(Map.of(":shard", Item.of(ReminderItems.shard(room, kind, shard)))))
                .items()
                .forEach(attributes -> {
                    Item item = new Item(attributes);
                    @Nullable Instant leaseEnds = item.instantOrNull("leaseEnds");
                    State state = Subscription.stateAt(State.valueOf(item.text("sendState")), leaseEnds, now, over);
                    counts.merge(state, 1L, Long::sum);
                });
        return counts;
    }
}
