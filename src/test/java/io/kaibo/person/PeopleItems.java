package io.kaibo.person;

import io.kaibo.aws.Deployment;
import io.kaibo.aws.Item;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of the table of people, as a test sets them up and looks at them. */
@Singleton
public class PeopleItems {

    private final World world;
    private final DynamoDbClient dynamoDb;
    private final String table;

    PeopleItems(World world, DynamoDbClient dynamoDb, Deployment deployment) {
        this.world = world;
        this.dynamoDb = dynamoDb;
        this.table = deployment.resource(People.TABLE);
    }

    public List<Map<String, AttributeValue>> all() {
        return world.items(People.TABLE);
    }

    /** These people have logged in once. */
    public void remember(List<String> openids) {
        AttributeValue now = Item.of(world.clock().instant());
        world.putItems(
                People.TABLE,
                openids.stream()
                        .map(openid -> Map.of(
                                "person", Item.of(LocalPersons.of(openid).value()),
                                "openid", Item.of(openid),
                                "firstSeenAt", now))
                        .toList());
    }

    /** The table loses a person. */
    public void forget(String openid) {
        SetupCalls.run(
                () -> dynamoDb.deleteItem(delete -> delete.tableName(table).key(key(openid))));
    }

    /** The person was erased: their openid is gone. */
    public void erase(String openid) {
        SetupCalls.run(() -> dynamoDb.updateItem(
                update -> update.tableName(table).key(key(openid)).updateExpression("REMOVE openid")));
    }

    private static Map<String, AttributeValue> key(String openid) {
        return Map.of("person", Item.of(LocalPersons.of(openid).value()));
    }
}
