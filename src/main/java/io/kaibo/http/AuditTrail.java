package io.kaibo.http;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where each change by an operator is written down: before it is made, and once more when it has ended. */
public interface AuditTrail {

    /**
     * A request that may change something.
     *
     * @param route the path with its variables by name
     * @param path as it came, where its variables can be ids; else the route
     * @param subject the room or other thing that the path names; null if it names none
     * @param requestId the same in each delivery of the request
     * @param at when the request came, the same in each delivery
     */
    record Change(
            Operator operator,
            String method,
            String route,
            String path,
            @Nullable String subject,
            String requestId,
            Instant at) {}

    /**
     * Writes that a change is asked for.
     *
     * @throws RuntimeException if it is not written, or was written by an earlier delivery: then the change must not be made
     */
    void recordRequest(Change change);

    /**
     * Completes what {@link #recordRequest} wrote.
     *
     * @param status what the operator was answered
     * @throws RuntimeException if it is not completed
     */
    void recordEnd(Change change, int status);
}
