package io.kaibo.testing;

import java.util.HashSet;
import java.util.Set;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;

/**
 * The tables and queues that the tests and the application have written to since the last wipe, so that a test pays for what
 * was written before it and for nothing else. {@link AwsCalls} reports every request, those of set-ups too.
 */
final class Written {

    private static final String READS = "(Get|BatchGet|Query|Scan|List|Describe|Receive).*";

    private static final Set<String> names = new HashSet<>();

    /** At first: an application before this one, in the same JVM, may have written anywhere. */
    private static boolean everything = true;

    private Written() {}

    /** A request to this operation begins. */
    static synchronized void report(String operation, SdkRequest request) {
        if (operation.matches(READS)) {
            return;
        }
        if (request instanceof BatchWriteItemRequest batch) {
            names.addAll(batch.requestItems().keySet());
        } else {
            request.getValueForField("TableName", String.class)
                    .or(() -> request.getValueForField("QueueUrl", String.class))
                    // a transaction has its tables in its items
                    .ifPresentOrElse(names::add, () -> everything = true);
        }
    }

    /** True if there may be something in this table, by its name, or on this queue, by its URL. */
    static synchronized boolean includes(String nameOrUrl) {
        return everything || names.contains(nameOrUrl);
    }

    /** Everything has been wiped. */
    static synchronized void forget() {
        everything = false;
        names.clear();
    }
}
