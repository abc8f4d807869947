package io.kaibo.local;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Metrics;
import io.kaibo.local.TemplateYaml.Intrinsic;
import io.kaibo.reminder.ReminderConfig;
import io.kaibo.testing.DeclaredMetrics;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alarms of both templates: what each listens to is written, and what is lost or stands still is heard of. */
class AlarmsTest {

    /** @param dimensions their names and values */
    private record Alarm(String id, Map<String, Object> properties, Map<String, Object> dimensions) {

        Object property(String name) {
            return properties.getOrDefault(name, "");
        }

        boolean isOnOurMetric() {
            return property("Namespace").equals("Kaibo");
        }

        String metric() {
            return property("MetricName").toString();
        }

        String name() {
            return ((Intrinsic) property("AlarmName")).argument().toString();
        }

        int threshold() {
            return (int) property("Threshold");
        }
    }

    private final Template template = Template.read(
            Path.of("").toAbsolutePath(),
            Map.of("Stage", "local", "AppId", LocalPorts.APPID, "WeChatEndpoint", "http://127.0.0.1:1"));
    private final List<Alarm> alarms = Stream.of("functions.yaml", "infra/stateful.yaml")
            .flatMap(AlarmsTest::alarmsOf)
            .toList();

    @Test
    void eachOnAMetricOfOursStandsOnOneThatIsWrittenWithItsDimensions() {
        List<Alarm> ours = alarms.stream().filter(Alarm::isOnOurMetric).toList();
        assertThat(ours).isNotEmpty().allSatisfy(alarm -> {
            assertThat(DeclaredMetrics.names()).contains(alarm.metric());
            assertThat(Metrics.DIMENSIONS)
                    .contains(List.copyOf(alarm.dimensions().keySet()));
            assertThat(alarm.dimensions()).containsEntry("stage", new Intrinsic("Ref", "Stage"));
            if (alarm.dimensions().get("function") instanceof String function) {
                assertThat(DeclaredMetrics.functionsThatWrite(alarm.metric()))
                        .as(alarm.id())
                        .contains(function);
            }
        });
    }

    @Test
    void eachIsNamedByItsIdWhichBeginsWithAFeatureAFunctionOrAQueue() throws IOException {
        Set<String> owners = Stream.of(
                        features(),
                        template.functions().stream().map(Template.Function::logicalId),
                        template.queues().stream()
                                .map(queue -> queue.logicalId().replaceFirst("Queue$", "")))
                .flatMap(names -> names)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(toSet());
        assertThat(alarms).extracting(Alarm::id).doesNotHaveDuplicates();
        assertThat(alarms).isNotEmpty().allSatisfy(alarm -> {
            String words = alarm.id().toLowerCase(Locale.ROOT);
            assertThat(alarm.name()).startsWith("kaibo-${Stage}-");
            assertThat(alarm.name().substring("kaibo-${Stage}-".length()).replace("-", ""))
                    .isEqualTo(words);
            assertThat(owners).anyMatch(owner -> words.startsWith(owner) && words.length() > owner.length());
        });
    }

    @Test
    void eachIsHeardWhereAlarmsAreHeard() {
        assertThat(alarms)
                .allSatisfy(alarm -> assertThat(alarm.property("AlarmActions"))
                        .isEqualTo(new Intrinsic(
                                "If",
                                List.of(
                                        "AlarmsAreHeard",
                                        List.of(new Intrinsic("Ref", "AlarmTopic")),
                                        new Intrinsic("Ref", "AWS::NoValue")))));
    }

    @Test
    void eachHasItsPlaceInTheRunbookAndNoOtherHas() throws IOException {
        String runbook = Files.readString(Path.of("docs/runbook.md"));
        Set<String> names = alarms.stream()
                .map(alarm -> alarm.metric().equals("Errors")
                        ? "…-<function>-errors"
                        : alarm.name().replace("kaibo-${Stage}", "…"))
                .collect(toSet());
        assertThat(names).allSatisfy(name -> assertThat(runbook).contains("`" + name + "`"));
        assertThat(Pattern.compile("`(…-[a-z<>-]+)`")
                        .matcher(runbook)
                        .results()
                        .map(match -> match.group(1).replaceAll("^…-room-sync-errors$", "…-<function>-errors")))
                .isSubsetOf(names);
    }

    @Test
    void everyFunctionHasOneOnItsErrorsAndOneOnItsLoopsIfItMayLoop() throws IOException {
        Map<String, Map<?, ?>> functions = DerivedResources.resources(Files.readString(Path.of("functions.yaml")));
        for (Template.Function function : template.functions()) {
            String id = function.logicalId();
            assertThat(alarm(id + "Errors").metric()).isEqualTo("Errors");
            assertThat(alarm(id + "Errors").dimensions()).containsEntry("FunctionName", new Intrinsic("Ref", id));
            if (((Map<?, ?>) functions.get(id).get("Properties")).containsKey("RecursiveLoop")) {
                assertThat(alarm(id + "Loops").metric()).isEqualTo("RecursiveInvocationsDropped");
                assertThat(alarm(id + "Loops").dimensions()).containsEntry("FunctionName", new Intrinsic("Ref", id));
            }
        }
    }

    @Test
    void everyQueueHasOneOnItsDeadLettersAndOneOnTheAgeOfItsOldestMessage() {
        List<String> queues = template.queues().stream()
                .map(Template.Queue::logicalId)
                .filter(id -> id.endsWith("Queue"))
                .toList();
        assertThat(queues).isNotEmpty().allSatisfy(queue -> {
            String id = queue.replaceFirst("Queue$", "");
            assertThat(alarm(id + "GivenUp").metric()).isEqualTo("ApproximateNumberOfMessagesVisible");
            assertThat(alarm(id + "GivenUp").dimensions())
                    .containsEntry("QueueName", new Intrinsic("GetAtt", id + "DeadLetters.QueueName"));
            assertThat(alarm(id + "Late").metric()).isEqualTo("ApproximateAgeOfOldestMessage");
            assertThat(alarm(id + "Late").dimensions())
                    .containsEntry("QueueName", new Intrinsic("GetAtt", queue + ".QueueName"));
        });
    }

    @Test
    void noDelayThatIsMeantSetsOneOff() {
        ReminderConfig config = new SmallRyeConfigBuilder()
                .withMapping(ReminderConfig.class)
                .build()
                .getConfigMapping(ReminderConfig.class);
        assertThat((long) alarm("ReminderPagesLate").threshold())
                .isGreaterThan(config.longestDelay().toSeconds());
        assertThat((long) alarm("RoomOnAirLate").threshold())
                .isGreaterThan(config.longestBackOff().toSeconds());
    }

    @Test
    void aSyncThatDoesNotComeIsHeardOfAfterThreeMinutes() {
        assertThat(alarm("RoomSyncStopped").dimensions()).containsEntry("function", "room-sync");
        assertThat(alarm("RoomSyncStopped").properties())
                .containsEntry("MetricName", "RoomSyncRooms")
                .containsEntry("Statistic", "SampleCount")
                .containsEntry("Period", 60)
                .containsEntry("EvaluationPeriods", 3)
                .containsEntry("Threshold", 1)
                .containsEntry("ComparisonOperator", "LessThanThreshold")
                .containsEntry("TreatMissingData", "breaching");
    }

    @Test
    void whatIsLostOrStandsStillIsHeardOfAtOnce() {
        assertThat(alarms.stream()
                        .filter(Alarm::isOnOurMetric)
                        .filter(alarm -> alarm.threshold() == 0
                                && alarm.property("ComparisonOperator").equals("GreaterThanThreshold"))
                        .map(Alarm::metric))
                .contains(
                        "RoomSyncMissed",
                        "RoomSyncWithheld",
                        "ReminderUnknown",
                        "ReminderExpired",
                        "ReminderPageHalted",
                        "WeChatTokenFailed",
                        "HttpServerErrors");
    }

    private Alarm alarm(String id) {
        return alarms.stream()
                .filter(alarm -> alarm.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no alarm " + id));
    }

    private static Stream<String> features() throws IOException {
        try (Stream<Path> packages = Files.list(Path.of("src/main/java/io/kaibo"))) {
            return packages
                    .filter(Files::isDirectory)
                    .map(directory -> directory.getFileName().toString())
                    .toList()
                    .stream();
        }
    }

    private static Stream<Alarm> alarmsOf(String file) {
        try {
            return DerivedResources.resources(Files.readString(Path.of(file))).entrySet().stream()
                    .filter(entry -> entry.getValue().get("Type").equals("AWS::CloudWatch::Alarm"))
                    .map(entry ->
                            alarmOf(entry.getKey(), (Map<?, ?>) entry.getValue().get("Properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Alarm alarmOf(String id, Map<?, ?> resource) {
        Map<String, Object> properties = new LinkedHashMap<>();
        resource.forEach((name, value) -> properties.put(name.toString(), value));
        Map<String, Object> dimensions = new LinkedHashMap<>();
        ((List<?>) properties.get("Dimensions"))
                .forEach(each ->
                        dimensions.put(((Map<?, ?>) each).get("Name").toString(), ((Map<?, ?>) each).get("Value")));
        return new Alarm(id, properties, dimensions);
    }
}
