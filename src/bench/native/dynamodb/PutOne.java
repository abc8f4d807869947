import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.quarkus.funqy.Funq;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A function that writes one item, over a connection that was opened during init. */
@Singleton
public class PutOne {
    private final DynamoDbClient dynamoDb;
    private final String table;

    PutOne(DynamoDbClient dynamoDb, @ConfigProperty(name = "reference.table") String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    void connect(@Observes StartupEvent start) {
        dynamoDb.getItem(get -> get.tableName(table).key(key("-")));
    }

    @Funq("reference")
    public String put(String event) {
        dynamoDb.putItem(put -> put.tableName(table).item(key("reference")));
        return event;
    }

    private static Map<String, AttributeValue> key(String value) {
        return Map.of("pk", fromS(value), "sk", fromS(value));
    }
}
