package io.kaibo.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The content of functions.yaml and infra/stateful.yaml, with their intrinsics resolved: the functions and their triggers,
 * the tables, the queues and the keys of KMS. There is no second list of them.
 */
public record Template(List<Function> functions, List<Table> tables, List<Queue> queues, List<EncryptionKey> keys) {
    /** The value of AWS::Region, unless another is given. */
    public static final String REGION = "us-east-1";
    /** The value of AWS::AccountId, unless another is given. */
    public static final String ACCOUNT = "000000000000";

    private static final String FUNCTIONS = "functions.yaml";
    private static final String STATEFUL = "infra/stateful.yaml";

    public Template {
        functions = List.copyOf(functions);
        tables = List.copyOf(tables);
        queues = List.copyOf(queues);
        keys = List.copyOf(keys);
    }

    /**
     * Reads both templates of the project.
     *
     * @param project the directory that functions.yaml is in
     * @param parameters values of the templates' parameters; one that is not given has its default
     * @throws TemplateException if a file is missing or a value that is needed cannot be worked out
     */
    public static Template read(Path project, Map<String, String> parameters) {
        return TemplateReader.read(List.of(project.resolve(FUNCTIONS), project.resolve(STATEFUL)), parameters);
    }

    /**
     * Reads the functions alone, and of the other template only what they import.
     *
     * @throws TemplateException as {@link #read}
     */
    static Template readFunctions(Path project, Map<String, String> parameters) {
        return TemplateReader.read(List.of(project.resolve(FUNCTIONS)), List.of(project.resolve(STATEFUL)), parameters);
    }

    /** The HTTP function that owns a path: the one with the longest prefix, on whole segments, that the path begins with. */
    public Optional<Function> owner(String path) {
        record Claim(int length, Function function) {}
        return functions.stream()
                .flatMap(f -> f.prefix().filter(p -> begins(path, p)).map(p -> new Claim(p.length(), f)).stream())
                .max(Comparator.comparingInt(Claim::length))
                .map(Claim::function);
    }

    /** The function of that funqy name. */
    public Optional<Function> function(String name) {
        return functions.stream().filter(f -> f.name().equals(name)).findFirst();
    }

    private static String nameIn(String queueArn) {
        return queueArn.substring(queueArn.lastIndexOf(':') + 1);
    }

    private static boolean begins(String path, String prefix) {
        return path.equals(prefix) || path.startsWith(prefix.endsWith("/") ? prefix : prefix + "/");
    }

    /**
     * A Lambda function.
     *
     * @param logicalId its name in the template
     * @param name its funqy name, from QUARKUS_FUNQY_EXPORT
     * @param prefix the path that it owns with all that is below it, from the resource's Metadata.Prefix; none if it is not
     *     called by HTTP
     * @param environment its environment variables, the global ones included
     * @param rights what it may do on AWS, from its Policies
     */
    public record Function(
            String logicalId,
            String name,
            Optional<String> prefix,
            Map<String, String> environment,
            Duration timeout,
            List<Right> rights,
            List<QueueMapping> mappings,
            List<Schedule> schedules) {}

    /** One action of IAM on one ARN. They are compared letter by letter: a wildcard allows nothing. */
    public record Right(String action, String resource) {}

    /**
     * An event source mapping from a queue to a function.
     *
     * @param batchSize most records in one invocation
     * @param window how long a batch may wait to fill
     * @param reportsBatchItemFailures true if the answer's batchItemFailures count; if false, only a thrown error does
     * @param maximumConcurrency most invocations at once, if the template limits them
     */
    public record QueueMapping(
            String event,
            String queueArn,
            int batchSize,
            Duration window,
            boolean reportsBatchItemFailures,
            Optional<Integer> maximumConcurrency) {
        /** The queue's name, the last part of its ARN. */
        public String queueName() {
            return nameIn(queueArn);
        }
    }

    /**
     * A schedule of EventBridge Scheduler.
     *
     * @param expression rate(…) or cron(…), as in the template
     * @param input the event, JSON; "{}" where the template has none
     */
    public record Schedule(String event, String expression, String input) {}

    /** A table. The attributes are those of its keys and its indexes' keys, name to type (S, N or B). */
    public record Table(
            String logicalId,
            String name,
            Map<String, String> attributes,
            List<Key> keys,
            List<Index> indexes,
            Optional<String> timeToLiveAttribute) {}

    /** An attribute of a key schema; its type is HASH or RANGE. */
    public record Key(String attribute, String type) {}

    /** A global secondary index; its projection is ALL, KEYS_ONLY or INCLUDE. */
    public record Index(String name, List<Key> keys, String projection, List<String> nonKeyAttributes) {}

    /** A queue. Its attributes are those that SQS and CloudFormation name alike: VisibilityTimeout and so on, in seconds. */
    public record Queue(
            String logicalId, String name, String arn, Map<String, String> attributes, Optional<Redrive> redrive) {}

    /** A symmetric key of KMS; functions name it by its alias, as {@code alias/kaibo-local-lottery-seeds}. */
    public record EncryptionKey(String logicalId, String alias) {
        /** The alias without {@code alias/}. */
        public String name() {
            return alias.replaceFirst("^alias/", "");
        }
    }

    /** The dead-letter queue of a message that was received maxReceiveCount times and not deleted. */
    public record Redrive(String deadLetterArn, int maxReceiveCount) {
        /** The name of the queue that it goes to. */
        public String deadLetterQueue() {
            return nameIn(deadLetterArn);
        }
    }
}
