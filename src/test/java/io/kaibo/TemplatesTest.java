package io.kaibo;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.kaibo.local.LocalPorts;
import io.kaibo.local.Template;
import io.kaibo.reminder.ReminderConfig;
import io.kaibo.room.OnAir;
import io.kaibo.room.RoomConfig;
import io.kaibo.testing.FunctionZip;
import io.quarkus.funqy.Funq;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What functions.yaml and infra/stateful.yaml must keep to. */
class TemplatesTest {

    private static final Path FUNCTIONS = Path.of("functions.yaml");
    private static final Path STATEFUL = Path.of("infra/stateful.yaml");

    /** The longest that one HTTP call of a function may take, the retries of its client included. */
    private static final Duration HTTP = Duration.ofSeconds(20);

    /** The longest that one call of DynamoDB or SQS may take, its retries included: application.properties and AwsClients. */
    private static final Duration AWS_CALL = Duration.ofSeconds(8);

    /** WeChatClient's: its time to read limits the wait for a connection, and then that for the answer. */
    private static final Duration WECHAT_CALL = Duration.ofSeconds(4 + 4);

    private final Template template = Template.read(
            Path.of("").toAbsolutePath(),
            Map.of("Stage", "local", "AppId", LocalPorts.APPID, "WeChatEndpoint", "http://127.0.0.1:1"));

    @Test
    void everyFunqHasAFunctionAndEveryFunctionAFunq() {
        Set<String> inCode = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.kaibo").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(Funq.class))
                        .map(TemplatesTest::funqyName)
                        .collect(toSet());
        assertThat(template.functions())
                .extracting(Template.Function::name)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(inCode);
    }

    @Test
    void functionsOfOneFeatureStandTogetherBelowTheLineThatNamesIt() throws IOException {
        List<String> features = new ArrayList<>();
        for (String line : Files.readAllLines(FUNCTIONS)) {
            if (line.matches("  # [a-z]+: .+")) {
                features.add(line.substring("  # ".length(), line.indexOf(':')));
            }
            if (line.contains("QUARKUS_FUNQY_EXPORT: ")) {
                String name = line.substring(line.indexOf(':') + 2);
                assertThat(features.getLast()).isEqualTo(name.endsWith("-callback") ? "push" : name.split("-")[0]);
            }
        }
        assertThat(features).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void theZipOfClassFilesIsStartedAsItsTestsStartIt() throws IOException {
        assertThat(Files.readString(FUNCTIONS)).contains("\n    Handler: " + FunctionZip.HANDLER + " ");
    }

    @Test
    void everyFunctionIsTriggered() {
        assertThat(template.functions())
                .allSatisfy(function -> assertThat(function.prefix().stream().count()
                                + function.mappings().size()
                                + function.schedules().size())
                        .isPositive());
    }

    @Test
    void everyQueueMappingReportsItsFailuresOneByOne() {
        assertThat(template.functions())
                .flatExtracting(Template.Function::mappings)
                .allMatch(Template.QueueMapping::reportsBatchItemFailures);
    }

    @Test
    void everyQueueHasADeadLetterQueueThatKeepsLonger() {
        List<Template.Queue> queues = template.queues().stream()
                .filter(queue -> !queue.name().endsWith("-dlq"))
                .toList();
        assertThat(queues).isNotEmpty().allSatisfy(queue -> {
            Template.Redrive redrive = queue.redrive().orElseThrow();
            assertThat(redrive.maxReceiveCount()).isGreaterThanOrEqualTo(5);
            Template.Queue deadLetters = template.queues().stream()
                    .filter(other -> other.arn().equals(redrive.deadLetterArn()))
                    .findFirst()
                    .orElseThrow();
            assertThat(number(deadLetters, "MessageRetentionPeriod"))
                    .isGreaterThan(number(queue, "MessageRetentionPeriod"));
        });
    }

    @Test
    void aQueueHidesAMessageForSixTimesTheTimeOutOfItsConsumer() {
        for (Template.Function function : template.functions()) {
            for (Template.QueueMapping mapping : function.mappings()) {
                Template.Queue queue = template.queues().stream()
                        .filter(each -> each.arn().equals(mapping.queueArn()))
                        .findFirst()
                        .orElseThrow();
                assertThat(number(queue, "VisibilityTimeout"))
                        .as(function.name())
                        .isGreaterThanOrEqualTo(6 * function.timeout().toSeconds());
            }
        }
    }

    @Test
    void thePublishLeaseIsLongerThanAnythingThatHoldsIt() {
        RoomConfig config = defaults(RoomConfig.class);
        assertThat(template.functions().stream()
                        .filter(function -> function.mappings().isEmpty())
                        .filter(function -> function.rights().stream()
                                .anyMatch(right -> right.action().equals("sqs:SendMessage")
                                        && right.resource().endsWith("-" + OnAir.QUEUE))))
                .hasSize(2)
                .allSatisfy(function -> assertThat(function.timeout().plus(HTTP))
                        .isLessThan(config.publishLease())
                        .isLessThan(config.replayClaim()));
    }

    @Test
    void theLeaseOfASendOutlivesItsSender() {
        Template.Function send = template.function("reminder-send").orElseThrow();
        assertThat(send.timeout().plus(HTTP))
                .isLessThan(defaults(ReminderConfig.class).lease());
    }

    @Test
    void theLongestCallsAreThoseOfTheClients() throws IOException {
        assertThat(Files.readString(Path.of("src/main/resources/application.properties")))
                .contains("api-call-timeout=" + AWS_CALL.toSeconds() + "S");
        assertThat(Files.readString(Path.of("src/main/java/io/kaibo/aws/AwsClients.java")))
                .contains(" CALL = Duration.ofSeconds(" + AWS_CALL.toSeconds() + ");");
        assertThat(Files.readString(Path.of("src/main/java/io/kaibo/wechat/WeChatClient.java")))
                .contains(" READ_SECONDS = " + WECHAT_CALL.toSeconds() / 2 + ";");
    }

    @Test
    void theSlowestPageEndsBeforeItsFunctionDoes() {
        ReminderConfig config = defaults(ReminderConfig.class);
        Template.Function send = template.function("reminder-send").orElseThrow();
        assertThat(send.mappings())
                .singleElement()
                .satisfies(pages -> assertThat(pages.batchSize())
                        .as("pages are sent one after the other")
                        .isEqualTo(1));
        // two smaller pages, of which the second fails, and then the page in their place
        Duration handBack = AWS_CALL.multipliedBy(3);
        // No send begins once the page's patience is over. The longest way of one that began just before: the claim,
        // the send, that it
        // is given back, that an errcode was met, the halt.
        Duration lastRecipient = AWS_CALL.plus(WECHAT_CALL).plus(AWS_CALL.multipliedBy(3));
        assertThat(config.pagePatience().plus(lastRecipient).plus(handBack)).isLessThan(send.timeout());
        // room, halt, recipients, templates, openids, and a token that takes two calls: what comes late begins no send
        Duration reads = AWS_CALL.multipliedBy(5).plus(WECHAT_CALL.multipliedBy(2));
        assertThat(reads.plus(handBack)).isLessThan(send.timeout());
    }

    @Test
    void aChangeOfATemplateIsKnownWithinSeconds() {
        assertThat(defaults(ReminderConfig.class).templatesKept()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void theSlowestDispatchEndsBeforeItsFunctionDoes() {
        ReminderConfig config = defaults(ReminderConfig.class);
        Template.Function dispatch = template.function("reminder-dispatch").orElseThrow();
        // a part that began just before its patience was over: its recipients, its pages in three tries, how far it
        // came
        Duration lastPart = AWS_CALL.multipliedBy(1 + 3 + 1);
        assertThat(config.dispatchPatience().plus(lastPart).plus(AWS_CALL)).isLessThan(dispatch.timeout());
    }

    @Test
    void aFunctionWhoseMessagesCanComeBackToItSaysSoToLambda() throws IOException {
        String text = Files.readString(FUNCTIONS);
        List<Template.Function> looping = template.functions().stream()
                .filter(function -> reaches(function, function, new HashSet<>()))
                .toList();
        assertThat(looping).extracting(Template.Function::name).contains("reminder-dispatch", "reminder-send");
        for (Template.Function function : template.functions()) {
            // AWS China detects no loops, and may not take the property
            assertThat(resource(text, function.logicalId())
                            .contains("RecursiveLoop: !If [LoopsAreDetected, Allow, !Ref AWS::NoValue]"))
                    .as(function.name())
                    .isEqualTo(looping.contains(function));
        }
        assertThat(text).contains("\n  LoopsAreDetected: !Not [!Equals [!Ref AWS::Partition, aws-cn]]");
    }

    /** Whether a message that one function sends can come, by queues and the functions that they call, to another. */
    private boolean reaches(Template.Function from, Template.Function to, Set<String> seen) {
        return from.rights().stream()
                .filter(right -> right.action().equals("sqs:SendMessage"))
                .flatMap(right -> template.functions().stream()
                        .filter(function -> function.mappings().stream()
                                .anyMatch(mapping -> mapping.queueArn().equals(right.resource()))))
                .anyMatch(next -> next.equals(to) || seen.add(next.name()) && reaches(next, to, seen));
    }

    @ParameterizedTest
    @ValueSource(strings = {"functions.yaml", "infra/stateful.yaml"})
    void noRightOfAFunctionHasAStar(String file) throws IOException {
        // DerivedText says which callers a front lets in.
        assertThat(Files.readAllLines(Path.of(file)).stream()
                        .map(line -> line.replaceAll("#.*", ""))
                        .filter(line -> !line.contains("Principal: \"*\"") && !line.endsWith(":${HttpApi}/*")))
                .noneMatch(line -> line.contains("*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"functions.yaml", "infra/stateful.yaml"})
    void arnsAndAddressesHoldInEveryPartition(String file) throws IOException {
        assertThat(Files.readAllLines(Path.of(file)).stream()
                        .filter(line -> !line.contains("Principal:"))) // a service's name is the same everywhere
                .noneMatch(line -> line.contains("arn:aws:") || line.contains(".amazonaws.com"));
    }

    @Test
    void whatAFunctionReadsItMayRead() throws IOException {
        String text = Files.readString(FUNCTIONS);
        for (Template.Function function : template.functions()) {
            Set<String> read = Set.of(function.environment()
                    .getOrDefault("KAIBO_SECRETS_NAMES", "")
                    .split(","));
            Set<String> granted = Pattern.compile("parameter/kaibo/\\$\\{Stage}/([a-z-]+)")
                    .matcher(resource(text, function.logicalId()))
                    .results()
                    .map(match -> match.group(1))
                    .collect(toSet());
            assertThat(granted).as(function.name()).isEqualTo(granted.isEmpty() ? Set.of() : read);
            assertThat(read.contains("")).as(function.name()).isEqualTo(granted.isEmpty());
        }
    }

    @Test
    void whatOutlivesTheFunctionsIsKeptThroughEverything() throws IOException {
        String text = Files.readString(STATEFUL);
        template.tables()
                .forEach(table -> assertThat(resource(text, table.logicalId()))
                        .contains("DeletionPolicy: Retain")
                        .contains("UpdateReplacePolicy: Retain")
                        .contains("DeletionProtectionEnabled: true")
                        .contains("PointInTimeRecoveryEnabled: true"));
        template.queues()
                .forEach(queue -> assertThat(resource(text, queue.logicalId()))
                        .contains("DeletionPolicy: Retain")
                        .contains("SqsManagedSseEnabled: true"));
    }

    private static <C> C defaults(Class<C> config) {
        return new SmallRyeConfigBuilder().withMapping(config).build().getConfigMapping(config);
    }

    private static long number(Template.Queue queue, String attribute) {
        return Long.parseLong(queue.attributes().get(attribute));
    }

    private static String funqyName(JavaMethod method) {
        String name = method.getAnnotationOfType(Funq.class).value();
        return name.isEmpty() ? method.getName() : name;
    }

    /** The lines of one resource. */
    private static String resource(String text, String logicalId) {
        var found = Pattern.compile("(?m)^  " + logicalId + ":\\n((?:(?:    .*)?\\n)+)")
                .matcher(text);
        assertThat(found.find()).as("resource " + logicalId).isTrue();
        return found.group(1);
    }
}
