package io.kaibo.testing;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;

/**
 * The tables and queues that the tests and the application have written to since the last wipe, so that a test pays for what
 * was written before it and for nothing else. {@link AwsCalls} reports every request, those of set-ups too.
 */
final class Written {

    private static final Pattern READ_OR_PURGE =
            Pattern.compile("(Get|BatchGet|Query|Scan|List|Describe|Receive|Purge).*");

    private static final Set<String> names = new HashSet<>();

    /** At first: an application before this one, in the same JVM, may have written anywhere. */
    private static boolean everything = true;

    private Written() {}

    /** A request to this operation begins. */
    static synchronized void report(String operation, SdkRequest request) {
        if (READ_OR_PURGE.matcher(operation).matches()) {
            return;
        }
        if (request instanceof BatchWriteItemRequest batch) {
            names.addAll(batch.requestItems().keySet());
        } else {
            request.getValueForField("TableName", String.class)
                    .or(() -> request.getValueForField("QueueUrl", String.class).map(Written::queueName))
                    // a transaction has its tables in its items
                    .ifPresentOrElse(names::add, () -> everything = true);
        }
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
