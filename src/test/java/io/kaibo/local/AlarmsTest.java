package io.kaibo.local;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Metrics;
import io.kaibo.local.TemplateYaml.Intrinsic;
import io.kaibo.testing.DeclaredMetrics;
import io.kaibo.testing.Defaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alarms of both templates: what each listens to is written, and what is lost or stands still is heard of. */
class AlarmsTest {

    private final Template template = Defaults.template();
    private final List<Alarm> alarms = Alarm.all();

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
            assertThat(Alarm.find(id + "Errors").metric()).isEqualTo("Errors");
            assertThat(Alarm.find(id + "Errors").dimensions()).containsEntry("FunctionName", new Intrinsic("Ref", id));
            if (((Map<?, ?>) functions.get(id).get("Properties")).containsKey("RecursiveLoop")) {
                assertThat(Alarm.find(id + "Loops").metric()).isEqualTo("RecursiveInvocationsDropped");
                assertThat(Alarm.find(id + "Loops").dimensions())
                        .containsEntry("FunctionName", new Intrinsic("Ref", id));
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
            assertThat(Alarm.find(id + "GivenUp").metric()).isEqualTo("ApproximateNumberOfMessagesVisible");
            assertThat(Alarm.find(id + "GivenUp").dimensions())
                    .containsEntry("QueueName", new Intrinsic("GetAtt", id + "DeadLetters.QueueName"));
            assertThat(Alarm.find(id + "Late").metric()).isEqualTo("ApproximateAgeOfOldestMessage");
            assertThat(Alarm.find(id + "Late").dimensions())
                    .containsEntry("QueueName", new Intrinsic("GetAtt", queue + ".QueueName"));
        });
    }

    @Test
    void whatFailsIsHeardOfAtOnce() {
        assertThat(alarms.stream().filter(Alarm::isSetOffAtOnce).map(Alarm::metric))
                .contains("WeChatTokenFailed", "HttpServerErrors");
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
}
