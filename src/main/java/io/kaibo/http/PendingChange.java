package io.kaibo.http;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** A change by an operator, from the moment it is written down to its answer. */
final class PendingChange {

    private static final Logger LOG = Logger.getLogger(PendingChange.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

    /** What can be the id of something. Anything else in a path reaches no handler's table, and is not written down either. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final AuditTrail trail;
    private final AuditTrail.Change change;

    private PendingChange(AuditTrail trail, AuditTrail.Change change) {
        this.trail = trail;
        this.change = change;
    }

    /** Writes that a change is asked for. @throws Problem 503 if that cannot be written: the change is then not made */
    static PendingChange ask(
            AuditTrail trail, Operator operator, Route route, Request request, Map<String, String> variables) {
        boolean namesIds =
                variables.values().stream().allMatch(value -> ID.matcher(value).matches());
        AuditTrail.Change change = new AuditTrail.Change(
                operator,
                route.method(),
                route.path(),
                namesIds ? request.path() : route.path(),
                namesIds ? variables.values().stream().findFirst().orElse(null) : null,
                request.id(),
                request.at());
        try {
            trail.asked(change);
        } catch (RuntimeException e) {
            LOG.errorf(e, "request %s is not written down in the audit, so its change is not made", request.id());
            throw Problem.unavailable("The change cannot be written down now, so it was not made.", TRY_AGAIN);
        }
        return new PendingChange(trail, change);
    }

    /** Writes how it ended. If that fails the answer stands, and the audit does not know the end. */
    void end(int status) {
        try {
            trail.ended(change, status);
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "request %s was answered %d, and stays asked in the audit: how it ended is not written down",
                    change.requestId(),
                    status);
        }
    }
}
