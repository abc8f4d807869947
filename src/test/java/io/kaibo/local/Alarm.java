package io.kaibo.local;

import io.kaibo.local.TemplateYaml.Intrinsic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An alarm of a template. @param id its logical id @param dimensions their names and values */
public record Alarm(String id, Map<String, Object> properties, Map<String, Object> dimensions) {

    /** The alarms of both templates. */
    public static List<Alarm> all() {
        return Stream.of("functions.yaml", "infra/stateful.yaml")
                .flatMap(Alarm::allOf)
                .toList();
    }

    /** @throws AssertionError if no alarm has this id */
    public static Alarm find(String id) {
        return all().stream()
                .filter(alarm -> alarm.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no alarm " + id));
    }

    Object property(String name) {
        return properties.getOrDefault(name, "");
    }

    boolean isOnOurMetric() {
        return property("Namespace").equals("Kaibo");
    }

    public String metric() {
        return property("MetricName").toString();
    }

    String name() {
        return ((Intrinsic) property("AlarmName")).argument().toString();
    }

    public int threshold() {
        return (int) property("Threshold");
    }

    /** True if it is on a metric of ours and a single count of it sets it off. */
    public boolean isSetOffAtOnce() {
        return isOnOurMetric()
                && threshold() == 0
                && property("ComparisonOperator").equals("GreaterThanThreshold");
    }

    private static Stream<Alarm> allOf(String file) {
        try {
            return DerivedResources.resources(Files.readString(Path.of(file))).entrySet().stream()
                    .filter(entry -> entry.getValue().get("Type").equals("AWS::CloudWatch::Alarm"))
                    .map(entry ->
                            of(entry.getKey(), (Map<?, ?>) entry.getValue().get("Properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Alarm of(String id, Map<?, ?> resource) {
        Map<String, Object> properties = new LinkedHashMap<>();
        resource.forEach((name, value) -> properties.put(name.toString(), value));
        Map<String, Object> dimensions = new LinkedHashMap<>();
        ((List<?>) properties.get("Dimensions"))
                .forEach(each ->
                        dimensions.put(((Map<?, ?>) each).get("Name").toString(), ((Map<?, ?>) each).get("Value")));
        return new Alarm(id, properties, dimensions);
    }
}
