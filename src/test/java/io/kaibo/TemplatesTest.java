package io.kaibo;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.kaibo.local.Template;
import io.kaibo.testing.Defaults;
import io.kaibo.testing.FunctionZip;
import io.quarkus.funqy.Funq;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What functions.yaml and infra/stateful.yaml must keep to. */
class TemplatesTest {

    private static final Path FUNCTIONS = Path.of("functions.yaml");
    private static final Path STATEFUL = Path.of("infra/stateful.yaml");

    /** A key's own policy leaves it to IAM who may use the key; the last star is the key alone. */
    private static final String KEY_POLICY = "          - { Effect: Allow,"
            + " Principal: { AWS: !Sub \"arn:${AWS::Partition}:iam::${AWS::AccountId}:root\" },"
            + " Action: kms:*, Resource: \"*\" }";

    /** The methods of the code that are functions, by the functions' names. */
    private static final Map<String, JavaMethod> IN_CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.kaibo").stream()
                    .flatMap(type -> type.getMethods().stream())
                    .filter(method -> method.isAnnotatedWith(Funq.class))
                    .collect(toMap(TemplatesTest::funqyName, method -> method));

    private final Template template = Defaults.template();

    @Test
    void everyFunqHasAFunctionAndEveryFunctionAFunq() {
        assertThat(template.functions())
                .extracting(Template.Function::name)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(IN_CODE.keySet());
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
                assertThat(features.getLast()).as(name).isIn(linesAbove(name));
            }
        }
        assertThat(features).isNotEmpty().doesNotHaveDuplicates();
    }

    /** A function's name begins with its feature. One that is called back is named by its caller, and may stand with all that is pushed. */
    private List<String> linesAbove(String function) {
        return function.endsWith("-callback")
                ? List.of(IN_CODE.get(function).getOwner().getPackageName().split("\\.")[2], "push")
                : List.of(function.split("-")[0]);
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
                        .filter(line -> !line.contains("Principal: \"*\"") && !line.endsWith(":${HttpApi}/*"))
                        .filter(line -> !line.equals(KEY_POLICY)))
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
            Set<String> read = Stream.of("KAIBO_SECRETS_NAMES", "KAIBO_SECRETS_LATER_NAMES")
                    .map(names -> function.environment().get(names))
                    .filter(Objects::nonNull)
                    .flatMap(names -> Stream.of(names.split(",")))
                    .collect(toSet());
            Set<String> granted = Pattern.compile("parameter/kaibo/\\$\\{Stage}/([a-z-]+)")
                    .matcher(resource(text, function.logicalId()))
                    .results()
                    .map(match -> match.group(1))
                    .collect(toSet());
            assertThat(granted).as(function.name()).isEqualTo(read);
        }
    }

    /** Telling winners needs WeChat's secret; a draw must not fail with it. */
    @Test
    void aDrawStartsWithoutTheSecretOfWeChat() {
        assertThat(template.function("lottery-draw").orElseThrow().environment())
                .containsEntry("KAIBO_SECRETS_NAMES", "alias-key")
                .containsEntry("KAIBO_SECRETS_LATER_NAMES", "wechat-secret");
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
        assertThat(template.keys()).isNotEmpty();
        for (Template.EncryptionKey key : template.keys()) {
            String alias = resource(text, key.logicalId());
            String target = alias.replaceAll("(?s).*TargetKeyId: !Ref (\\w+).*", "$1");
            assertThat(alias).contains("DeletionPolicy: Retain").contains("UpdateReplacePolicy: Retain");
            assertThat(resource(text, target))
                    .contains("Type: AWS::KMS::Key")
                    .contains("DeletionPolicy: Retain")
                    .contains("UpdateReplacePolicy: Retain")
                    .contains("EnableKeyRotation: true")
                    .contains("PendingWindowInDays: 30");
        }
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
