package io.kaibo.http;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** A change by an operator, from the moment it is written down to its answer. */
final class PendingChange {

    private static final Logger LOG = Logger.getLogger(PendingChange.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

    /**
     * What can be the id of a room or a template. Anything else in a path is not written down: it may be a person's. An openid has
     * 28 characters and begins with o; a template's id has 43.
     */
    private static final Pattern ID = Pattern.compile("(?!o[A-Za-z0-9_-]{27}$)[A-Za-z0-9_-]{1,64}");

    private final AuditTrail trail;
    private final AuditTrail.Change change;

    private PendingChange(AuditTrail trail, AuditTrail.Change change) {
        this.trail = trail;
        this.change = change;
    }

    /** Writes that a change is asked for. @throws Problem 503 if that cannot be written: the change is then not made */
    static PendingChange ask(
            AuditTrail trail, Operator operator, Route route, Request request, Map<String, String> variables) {
        AuditTrail.Change change = new AuditTrail.Change(
                operator,
                route.method(),
                route.path(),
                describePath(route, request, variables),
                namesIds(variables) ? variables.values().stream().findFirst().orElse(null) : null,
                request.id(),
                request.receivedAt());
        try {
            trail.recordRequest(change);
        } catch (RuntimeException e) {
            LOG.errorf(e, "request %s is not written down in the audit, so its change is not made", request.id());
            throw Problem.unavailable(
                    "This request could not be written down, so it changed nothing. If it was sent before, look"
                            + " whether that one did.",
                    TRY_AGAIN);
        }
        return new PendingChange(trail, change);
    }

    /** The path of a change as it may be written down: with its ids, or the route alone if they may be something else. */
    static String describePath(Route route, Request request, Map<String, String> variables) {
        return namesIds(variables) ? request.path() : route.path();
    }

    private static boolean namesIds(Map<String, String> variables) {
        return variables.values().stream().allMatch(value -> ID.matcher(value).matches());
    }

    /** Writes how it ended; false if that fails: the answer stands, and the audit does not know the end. */
    boolean end(int status) {
        try {
            trail.recordEnd(change, status);
            return true;
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "request %s was answered %d, and stays asked in the audit: how it ended is not written down",
                    change.requestId(),
                    status);
            return false;
        }
    }
}
