package io.kaibo.aws;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Opens the tables of this stage. */
@Singleton
public class Tables {

    /** A key that no item has. */
    private static final Map<String, AttributeValue> NO_ITEM = Item.key("-", "-");

    private final DynamoDbClient dynamoDb;
    private final Deployment deployment;
    private final AtomicBoolean connected = new AtomicBoolean();

    public Tables(DynamoDbClient dynamoDb, Deployment deployment) {
        this.dynamoDb = dynamoDb;
        this.deployment = deployment;
    }

    /** @param name without the stage, as {@code rooms} */
    public Table open(String name) {
        return new Table(dynamoDb, deployment.resource(name));
    }

    /**
     * Opens a table, and the connection to DynamoDB with it, which costs most of a first call: better during init than before a
     * viewer's eyes. Only the first table that a function opens so does it; the table
     * has the keys {@code pk} and {@code sk}.
     *
     * @param name without the stage
     * @param first the read that opens the connection: one that every function which uses this table has the right to
     */
    public Table open(String name, Read first) {
        Table table = open(name);
        if (!connected.getAndSet(true)) {
            first.connect(table);
        }
        return table;
    }

    /**
     * Does the writes of a transaction, all or none. If this throws what the SDK throws, they may be done all the same.
     *
     * @throws TransactionConflictException if other writes of its items are under way, also when it is tried again
     */
    public TransactionResult write(Transaction transaction) {
        return TransactWrite.write(dynamoDb, transaction);
    }

    /** A way to read, as rights tell them apart. */
    public enum Read {
        /** {@code dynamodb:GetItem}. */
        GET {
            @Override
            void connect(Table table) {
                table.findEventuallyConsistent(NO_ITEM);
            }
        },
        /** {@code dynamodb:BatchGetItem}. */
        BATCH_GET {
            @Override
            void connect(Table table) {
                // read at once, whether the stream is consumed or not
                table.findAll(List.of(NO_ITEM));
            }
        },
        /** {@code dynamodb:Query} of the table itself. */
        QUERY {
            @Override
            void connect(Table table) {
                table.queryPart(Query.by("pk = :none").with(":none", "-"));
            }
        };

        abstract void connect(Table table);
    }
}
