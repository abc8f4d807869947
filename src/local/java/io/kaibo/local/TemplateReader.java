package io.kaibo.local;

import io.kaibo.local.Template.Function;
import io.kaibo.local.Template.Queue;
import io.kaibo.local.Template.QueueMapping;
import io.kaibo.local.Template.Redrive;
import io.kaibo.local.Template.Right;
import io.kaibo.local.Template.Schedule;
import io.kaibo.local.Template.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads templates into a {@link Template}. It skips the types that it knows and does not need (alarms, conditions, fronts), and refuses
 * types that it does not know: otherwise a mistyped function would be missing without an error.
 */
final class TemplateReader {
    private static final List<String> QUEUE_ATTRIBUTES = List.of(
            "VisibilityTimeout",
            "MessageRetentionPeriod",
            "DelaySeconds",
            "ReceiveMessageWaitTimeSeconds",
            "MaximumMessageSize");
    private static final Set<String> SECTIONS = Set.of(
            "AWSTemplateFormatVersion",
            "Transform",
            "Description",
            "Parameters",
            "Conditions",
            "Globals",
            "Resources",
            "Outputs");
    private static final Set<String> PASSED_OVER = Set.of(
            "AWS::ApiGatewayV2::Api",
            "AWS::ApiGatewayV2::Integration",
            "AWS::ApiGatewayV2::Route",
            "AWS::ApiGatewayV2::Stage",
            "AWS::CloudWatch::Alarm",
            "AWS::Lambda::Permission",
            "AWS::Lambda::Url",
            "AWS::Logs::LogGroup");
    private static final Set<String> METADATA = Set.of("Prefix");
    private static final Set<String> RIGHT = Set.of("Effect", "Action", "Resource");
    /** The defaults of Lambda and SAM, for values that a template does not have. */
    private static final int FUNCTION_TIMEOUT_SECONDS = 3;

    private static final int BATCH_SIZE = 10;

    private final List<Function> functions = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();
    private final List<Queue> queues = new ArrayList<>();

    private TemplateReader() {}

    static Template read(List<Path> files, Map<String, String> parameters) {
        var reader = new TemplateReader();
        files.forEach(file -> reader.add(file, parameters));
        return new Template(reader.functions, reader.tables, reader.queues);
    }

    private void add(Path file, Map<String, String> parameters) {
        Map<?, ?> template = TemplateYaml.read(file);
        var intrinsics = new Intrinsics(String.valueOf(file.getFileName()), template, parameters);
        for (Object section : template.keySet()) {
            if (!SECTIONS.contains(section.toString())) {
                throw intrinsics.error(section.toString(), "is not a section of a template");
            }
        }
        Place globals = new Place(intrinsics, "Globals", template.get("Globals")).at("Function");
        new Place(intrinsics, "Resources", template.get("Resources")).entries().forEach((id, resource) -> {
            Place properties = resource.at("Properties");
            String type = resource.at("Type").required();
            switch (type) {
                case "AWS::Serverless::Function" -> functions.add(function(id, resource, globals));
                case "AWS::DynamoDB::Table" -> tables.add(table(id, properties));
                case "AWS::SQS::Queue" -> queues.add(queue(id, properties));
                default -> {
                    if (!PASSED_OVER.contains(type)) {
                        throw unknown(resource, type);
                    }
                }
            }
        });
    }

    private static TemplateException unknown(Place place, String type) {
        return place.at("Type")
                .error("the local stack does not know " + type + "; what it knows stands in TemplateReader");
    }

    private static Function function(String id, Place resource, Place globals) {
        Place properties = resource.at("Properties");
        Map<String, String> environment = new LinkedHashMap<>();
        for (Place scope : List.of(globals, properties)) {
            scope.at("Environment")
                    .at("Variables")
                    .entries()
                    .forEach((name, value) -> value.text().ifPresent(text -> environment.put(name, text)));
        }
        int timeout = properties.at("Timeout").number(globals.at("Timeout").number(FUNCTION_TIMEOUT_SECONDS));
        List<QueueMapping> mappings = new ArrayList<>();
        List<Schedule> schedules = new ArrayList<>();
        properties.at("Events").entries().forEach((event, node) -> {
            Place source = node.at("Properties");
            String type = node.at("Type").required();
            switch (type) {
                case "SQS" -> mappings.add(mapping(event, source));
                case "ScheduleV2" -> schedules.add(schedule(event, source));
                default -> throw unknown(node, type);
            }
        });
        String name = properties
                .at("Environment")
                .at("Variables")
                .at("QUARKUS_FUNQY_EXPORT")
                .required();
        Place metadata = resource.at("Metadata");
        if (!METADATA.containsAll(metadata.entries().keySet())) {
            throw metadata.error("of a function has Prefix, and nothing else");
        }
        Optional<String> prefix = metadata.at("Prefix").text();
        List<Right> rights = properties.at("Policies").list().stream()
                .flatMap(policy -> policy.at("Statement").list().stream())
                .flatMap(TemplateReader::rights)
                .toList();
        return new Function(id, name, prefix, environment, Duration.ofSeconds(timeout), rights, mappings, schedules);
    }

    private static Stream<Right> rights(Place statement) {
        Map<String, Place> keys = statement.entries();
        if (!RIGHT.containsAll(keys.keySet())
                || !statement.at("Effect").required().equals("Allow")) {
            throw statement.error("the local stack understands Effect: Allow, Action and Resource, and nothing else");
        }
        return statement.at("Action").textOrTexts().stream()
                .flatMap(action ->
                        statement.at("Resource").textOrTexts().stream().map(arn -> new Right(action, arn)));
    }

    private static QueueMapping mapping(String event, Place source) {
        int concurrency = source.at("ScalingConfig").at("MaximumConcurrency").number(0);
        return new QueueMapping(
                event,
                source.at("Queue").required(),
                source.at("BatchSize").number(BATCH_SIZE),
                Duration.ofSeconds(source.at("MaximumBatchingWindowInSeconds").number(0)),
                source.at("FunctionResponseTypes").texts().contains("ReportBatchItemFailures"),
                concurrency == 0 ? Optional.empty() : Optional.of(concurrency));
    }

    private static Schedule schedule(String event, Place source) {
        return new Schedule(
                event,
                source.at("ScheduleExpression").required(),
                source.at("Input").text().orElse("{}"));
    }

    private static Table table(String id, Place properties) {
        Map<String, String> attributes = new LinkedHashMap<>();
        properties
                .at("AttributeDefinitions")
                .list()
                .forEach(a -> attributes.put(
                        a.at("AttributeName").required(), a.at("AttributeType").required()));
        List<Template.Index> indexes = properties.at("GlobalSecondaryIndexes").list().stream()
                .map(index -> new Template.Index(
                        index.at("IndexName").required(),
                        keys(index),
                        index.at("Projection").at("ProjectionType").required(),
                        index.at("Projection").at("NonKeyAttributes").texts()))
                .toList();
        Optional<String> timeToLive =
                properties.at("TimeToLiveSpecification").at("AttributeName").text();
        return new Table(id, properties.at("TableName").required(), attributes, keys(properties), indexes, timeToLive);
    }

    private static List<Template.Key> keys(Place owner) {
        return owner.at("KeySchema").list().stream()
                .map(k -> new Template.Key(
                        k.at("AttributeName").required(), k.at("KeyType").required()))
                .toList();
    }

    private static Queue queue(String id, Place properties) {
        Map<String, String> attributes = new LinkedHashMap<>();
        QUEUE_ATTRIBUTES.forEach(name -> properties.at(name).text().ifPresent(value -> attributes.put(name, value)));
        Place redrive = properties.at("RedrivePolicy");
        Optional<Redrive> deadLetters = redrive.at("deadLetterTargetArn")
                .text()
                .map(arn -> new Redrive(
                        arn, Integer.parseInt(redrive.at("maxReceiveCount").required())));
        String name = properties.at("QueueName").required();
        return new Queue(id, name, properties.intrinsics().arn("sqs", name), attributes, deadLetters);
    }
}
