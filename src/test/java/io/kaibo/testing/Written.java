package io.kaibo.testing;

import static java.util.stream.Collectors.toSet;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The tables and queues that the tests and the application have written to since the last wipe, so that a test pays for what
 * was written before it and for nothing else. {@link AwsCalls} reports every request, those of set-ups too.
 */
final class Written {

    private static final Pattern READ_OR_PURGE =
            Pattern.compile("(Get|BatchGet|TransactGet|Query|Scan|List|Describe|Receive|Purge).*");

    private static final Set<String> names = new HashSet<>();

    /** At first: an application before this one, in the same JVM, may have written anywhere. */
    private static boolean everything = true;

    private Written() {}

    /** A request to this operation begins. */
    static synchronized void report(String operation, SdkRequest request) {
        if (READ_OR_PURGE.matcher(operation).matches()) {
            return;
        }
        targets(request).ifPresentOrElse(names::addAll, () -> everything = true);
    }

    /** What a request writes to; empty if it does not say so. */
    static Optional<Set<String>> targets(SdkRequest request) {
        return switch (request) {
            case BatchWriteItemRequest batch -> Optional.of(batch.requestItems().keySet());
            case TransactWriteItemsRequest transaction ->
                Optional.of(transaction.transactItems().stream()
                        .flatMap(Written::tables)
                        .collect(toSet()));
            default ->
                request.getValueForField("TableName", String.class)
                        .or(() -> request.getValueForField("QueueUrl", String.class)
                                .map(Written::queueName))
                        .map(Set::of);
        };
    }

    /** An item of a transaction has one part: none, if it only checks a condition, is written to. */
    private static Stream<String> tables(TransactWriteItem item) {
        return Stream.of(
                        Optional.ofNullable(item.put()).map(Put::tableName),
                        Optional.ofNullable(item.update()).map(Update::tableName),
                        Optional.ofNullable(item.delete()).map(Delete::tableName))
                .flatMap(Optional::stream);
    }

    /** True for the names of the tables and queues that may have been written to since this was last asked. */
    static synchronized Predicate<String> take() {
        Predicate<String> taken = everything ? name -> true : Set.copyOf(names)::contains;
        everything = false;
        names.clear();
        return taken;
    }

    private static String queueName(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }
}
