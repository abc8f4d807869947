package io.kaibo.aws;

import io.kaibo.base.Settings;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What every function is told of the deployment that it belongs to. Tables and queues are named after its stage; a viewer's token
 * is good for one stage, and alarms hear the metrics of one. A function without a stage does not start.
 */
@Startup
@Singleton
public class Deployment {

    private final String stage;
    private final String region;
    private final Optional<String> queues;
    private final boolean metricsPrinted;
    private final Optional<String> function;

    /**
     * @param stage such as {@code dev}
     * @param region of all AWS clients
     * @param queues what the URLs of all queues begin with, up to their names without the stage
     * @param metricsPrinted true if metrics are written to standard output
     * @param function the funqy name of the function that this process runs, if it is set
     * @throws IllegalStateException if there is no stage
     */
    public Deployment(
            @ConfigProperty(name = "kaibo.stage") Optional<String> stage,
            @ConfigProperty(name = "quarkus.dynamodb.aws.region") String region,
            @ConfigProperty(name = "kaibo.queues") Optional<String> queues,
            @ConfigProperty(name = "kaibo.metrics.printed", defaultValue = "true") boolean metricsPrinted,
            @ConfigProperty(name = "quarkus.funqy.export") Optional<String> function) {
        this.stage = Settings.require("KAIBO_STAGE", stage.map(String::strip).filter(text -> !text.isEmpty()));
        this.region = region;
        this.queues = queues;
        this.metricsPrinted = metricsPrinted;
        this.function = function;
    }

    public String stage() {
        return stage;
    }

    /** @param name of a table or a queue without the stage, as {@code rooms} for {@code kaibo-dev-rooms} */
    public String resource(String name) {
        return "kaibo-" + stage + "-" + name;
    }

    /**
     * The URL of a queue.
     *
     * @param queue its name without the stage
     * @throws IllegalStateException if this function is told of no queues
     */
    public String queueUrl(String queue) {
        return Settings.require("KAIBO_QUEUES", queues) + queue;
    }

    String region() {
        return region;
    }

    boolean metricsPrinted() {
        return metricsPrinted;
    }

    /** The funqy name of the function that this process runs; empty if {@code quarkus.funqy.export} is not set. */
    Optional<String> function() {
        return function;
    }
}
