package io.kaibo.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** DynamoDB Local never conflicts: here the client answers as DynamoDB does that has a transaction on the item. */
class ConflictsTest {

    private static final Condition ABSENT = new Condition("attribute_not_exists(pk)", "putBy");

    /** How many writes meet a transaction before one does not. */
    private int conflicts;

    private final AtomicInteger writes = new AtomicInteger();

    private final DynamoDbClient dynamoDb = (DynamoDbClient) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (_, method, _) -> answer(method.getName()));

    private final Tables tables = new Tables(
            dynamoDb, new Deployment(Optional.of("local"), "us-east-1", Optional.empty(), false, Optional.empty()));

    private final Table table = tables.open("things");

    static Stream<Arguments> writes() {
        return Stream.of(
                Arguments.of("put", (Write) test -> test.table.put(new NewItem(Item.key("a", "b")))),
                Arguments.of("update", (Write) test -> test.table.update(Item.key("a", "b"), Update.remove("x"))),
                Arguments.of("update under a condition", (Write)
                        test -> test.table.update(Item.key("a", "b"), Update.remove("x"), ABSENT)),
                Arguments.of("delete", (Write) test -> test.table.delete(Item.key("a", "b"), Delete.onlyIf(ABSENT))),
                Arguments.of("transaction", (Write) test -> test.tables.write(test.transaction())));
    }

    private interface Write {
        void on(ConflictsTest test);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writes")
    void aWriteThatMeetsATransactionIsMadeAgain(String name, Write write) {
        conflicts = 3;
        write.on(this);
        assertThat(writes).hasValue(4);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writes")
    void aWriteThatAlwaysMeetsOneMayWorkLater(String name, Write write) {
        conflicts = Integer.MAX_VALUE;
        assertThatThrownBy(() -> write.on(this))
                .isInstanceOfSatisfying(
                        TransactionConflictException.class,
                        conflict -> assertThat(conflict.retryAfter()).hasValue(Duration.ofSeconds(1)));
        assertThat(writes).hasValue(4);
    }

    @Test
    void aTransactionThatHasItsTimeIsTriedOnce() {
        conflicts = 1;
        assertThatThrownBy(() -> tables.write(transaction().within(Duration.ofSeconds(5))))
                .isInstanceOf(TransactionConflictException.class);
        assertThat(writes).hasValue(1);
    }

    private Transaction transaction() {
        return new Transaction().put(table, new NewItem(Item.key("a", "b")), Condition.inTransaction("x = y"));
    }

    private Object answer(String method) {
        Supplier<Object> answer = switch (method) {
            case "getItem" ->
                () -> GetItemResponse.builder().item(Item.key("a", "b")).build();
            case "putItem" -> () -> conflictOr(PutItemResponse.builder().build());
            case "updateItem" -> () -> conflictOr(UpdateItemResponse.builder().build());
            case "deleteItem" -> () -> conflictOr(DeleteItemResponse.builder().build());
            case "transactWriteItems" -> this::transact;
            default -> throw new UnsupportedOperationException(method);
        };
        return answer.get();
    }

    private Object conflictOr(Object response) {
        if (writes.incrementAndGet() <= conflicts) {
            throw software.amazon.awssdk.services.dynamodb.model.TransactionConflictException.builder()
                    .message("Transaction is ongoing for the item")
                    .build();
        }
        return response;
    }

    private Object transact() {
        if (writes.incrementAndGet() <= conflicts) {
            throw TransactionCanceledException.builder()
                    .cancellationReasons(CancellationReason.builder()
                            .code("TransactionConflict")
                            .build())
                    .build();
        }
        return TransactWriteItemsResponse.builder().build();
    }
}
