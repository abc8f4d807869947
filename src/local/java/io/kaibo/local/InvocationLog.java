package io.kaibo.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One line of JSON for each invocation: when it began, the function, what triggered it, its outcome (ok, partial or error)
 * and how long it took in milliseconds. It never has a query string, a body or a header: they have tokens and openids.
 */
final class InvocationLog {
    private static final Logger LOG = Logger.getLogger(InvocationLog.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;
    private final Clock clock;

    InvocationLog(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /** Begins the line of an invocation that starts now. */
    Line line(String function, String trigger) {
        return new Line(function, trigger);
    }

    /** The line of one invocation, printed when its outcome is known. */
    final class Line {
        private final String function;
        private final ObjectNode json = JSON.createObjectNode();
        private final long began = clock.millis();

        private Line(String function, String trigger) {
            this.function = function;
            json.put("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
                    .put("function", function)
                    .put("trigger", trigger);
        }

        /** Records that the function answered a request with that status. */
        void status(int status) {
            json.put("outcome", "ok").put("status", status);
            print();
        }

        /** Records that the function took a batch of records, and that so many of them failed. */
        void records(int records, int failed) {
            json.put("outcome", failed == 0 ? "ok" : failed < records ? "partial" : "error")
                    .put("records", records)
                    .put("failed", failed);
            print();
        }

        void ok() {
            json.put("outcome", "ok");
            print();
        }

        /** Records that the function failed; the cause, if there is one, is logged with its stack, as on Lambda. */
        void error(String problem, @Nullable Throwable cause) {
            json.put("outcome", "error").put("error", problem);
            print();
            if (cause != null) {
                LOG.errorf(cause, "%s failed", function);
            }
        }

        private void print() {
            json.put("ms", clock.millis() - began);
            out.println(json);
        }
    }
}
