package io.kaibo.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/**
 * CloudWatch metrics in the embedded metric format: a JSON line on standard output that Lambda's log agent turns into
 * metrics. It is printed raw, past the logger, because {@code _aws} must stand at the root of its line. Source:
 * docs.aws.amazon.com, CloudWatch_Embedded_Metric_Format_Specification.
 */
@Singleton
public class Metrics {

    /** Each metric is kept by stage, and by stage and function. */
    public static final List<List<String>> DIMENSIONS = List.of(List.of("stage"), List.of("stage", "function"));

    private final ObjectMapper json;
    private final Clock clock;
    private final Deployment deployment;
    private final String function;

    Metrics(ObjectMapper json, Clock clock, Deployment deployment) {
        this.json = json;
        this.clock = clock;
        this.deployment = deployment;
        this.function = deployment.function().orElse("none");
    }

    /**
     * Begins the line of one invocation.
     *
     * @param function its funqy name
     */
    public Line begin(String function) {
        return new Line(function);
    }

    /** Begins a line beside that of the invocation, for what happens below any one function. */
    public Line beginForThisFunction() {
        return new Line(function);
    }

    /** One invocation's line: its metrics, by stage and function, and words that go along with them. */
    public final class Line {

        private final ObjectNode root = json.createObjectNode();
        private final ArrayNode definitions = json.createArrayNode();

        private Line(String function) {
            root.put("stage", deployment.stage()).put("function", function);
        }

        public <M extends Enum<M> & Metric> Line count(M metric, long value) {
            return metric(metric, value, "Count");
        }

        public <M extends Enum<M> & Metric> Line millis(M metric, long value) {
            return metric(metric, value, "Milliseconds");
        }

        /** Adds a word that can be searched for and is no metric; never an openid, a token, a key or an address of a person. */
        public Line with(String name, String value) {
            root.put(name, value);
            return this;
        }

        public void print() {
            if (!deployment.metricsPrinted()) {
                return;
            }
            ObjectNode aws = root.putObject("_aws").put("Timestamp", clock.millis());
            ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject().put("Namespace", "Kaibo");
            ArrayNode dimensions = directive.putArray("Dimensions");
            for (List<String> names : DIMENSIONS) {
                ArrayNode dimension = dimensions.addArray();
                names.forEach(dimension::add);
            }
            directive.set("Metrics", definitions);
            System.out.println(root);
        }

        private Line metric(Metric metric, long value, String unit) {
            definitions.addObject().put("Name", metric.metricName()).put("Unit", unit);
            root.put(metric.metricName(), value);
            return this;
        }
    }
}
