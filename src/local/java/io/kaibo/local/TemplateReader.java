package io.kaibo.local;

import io.kaibo.local.Template.EncryptionKey;
import io.kaibo.local.Template.Function;
import io.kaibo.local.Template.Queue;
import io.kaibo.local.Template.QueueMapping;
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
            "AWS::KMS::Key", // known by its alias
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
    private final List<EncryptionKey> keys = new ArrayList<>();

    private TemplateReader() {}

    static Template read(List<Path> files, Map<String, String> parameters) {
        return read(files, List.of(), parameters);
    }

    /** @param exporting templates of which nothing is read but what the others import */
    static Template read(List<Path> files, List<Path> exporting, Map<String, String> parameters) {
        var reader = new TemplateReader();
        var exports = new Exports();
        exporting.forEach(file -> parse(file, parameters, exports));
        files.stream().map(file -> parse(file, parameters, exports)).toList().forEach(reader::add);
        return new Template(reader.functions, reader.tables, reader.queues, reader.keys);
    }

    private record Parsed(Intrinsics intrinsics, Map<?, ?> template) {}

    private static Parsed parse(Path file, Map<String, String> parameters, Exports exports) {
        Map<?, ?> template = TemplateYaml.read(file);
        var intrinsics = new Intrinsics(String.valueOf(file.getFileName()), template, parameters, exports);
        exports.add(intrinsics, template);
        return new Parsed(intrinsics, template);
    }

    private void add(Parsed parsed) {
        Map<?, ?> template = parsed.template();
        Intrinsics intrinsics = parsed.intrinsics();
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
                case "AWS::DynamoDB::Table" -> tables.add(StatefulReader.table(id, properties));
                case "AWS::SQS::Queue" -> queues.add(StatefulReader.queue(id, properties));
                case "AWS::KMS::Alias" -> keys.add(StatefulReader.key(id, properties));
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
}
