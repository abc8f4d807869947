package io.kaibo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Output;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

@QuarkusTest
@WithTestResource(LocalServers.class)
class RightsTest {
    private static final String LISTING =
            "arn:aws:dynamodb:us-east-1:000000000000:table/kaibo-local-rooms/index/listing";

    @Inject
    TestLambda lambda;

    @Inject
    LocalLambda functions;

    @Inject
    Template project;

    @Inject
    DynamoDbClient dynamoDb;

    @Test
    void aFunctionMayDoWhatItsRoleAllows() {
        assertThat(lambda.of(TestLambda.template("local")).invoke("local-reads", json("\"listing\"")))
                .asString()
                .isEqualTo("0");
    }

    /** The second is not there, and DynamoDB would say so if it were asked. */
    @ParameterizedTest
    @ValueSource(strings = {"due", "nowhere"})
    void whatItsRoleDoesNotAllowIsRefusedBeforeItIsSentThoughAnotherThreadAsks(String index) {
        assertThatThrownBy(() -> lambda.of(TestLambda.template("local")).invoke("local-reads", json('"' + index + '"')))
                .rootCause()
                .isInstanceOfSatisfying(AwsServiceException.class, refused -> {
                    assertThat(refused.statusCode()).isEqualTo(400);
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
                    assertThat(refused.awsErrorDetails().errorMessage())
                            .isEqualTo("local-reads is not authorized to perform dynamodb:Query on"
                                    + " arn:aws:dynamodb:us-east-1:000000000000:table/kaibo-local-rooms/index/" + index
                                    + ": functions.yaml does not allow it");
                });
    }

    @Test
    void theUseOfAKeyIsARightOnTheKeyThoughTheCallNamesItsAlias() {
        LocalLambda own = lambda.of(TestLambda.template("local"));

        assertThat(own.invoke("local-seals", json("\"alone\""))).asString().isEqualTo("\"done\"");
        assertThatThrownBy(() -> own.invoke("local-seals", json("\"and open\"")))
                .rootCause()
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorMessage())
                                .isEqualTo("local-seals is not authorized to perform kms:Decrypt on"
                                        + " arn:aws:kms:us-east-1:000000000000:key/kaibo-local-lottery-seeds:"
                                        + " functions.yaml does not allow it"));
    }

    @Test
    void whoIsNoFunctionIsNotJudged() {
        assertThatThrownBy(() -> dynamoDb.describeTable(table -> table.tableName("nowhere")))
                .isInstanceOf(ResourceNotFoundException.class);
        lambda.of(TestLambda.template("local")).invoke("local-reads", json("\"listing\""));
        assertThatThrownBy(() -> dynamoDb.describeTable(table -> table.tableName("nowhere")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void aRightThatTheTemplateForgotFailsTheFunctionThatNeedsIt() {
        assertThat(status(functions.invoke("room-api", getRooms()))).isEqualTo(200);

        List<String> log = Output.of(() -> assertThat(
                        status(lambda.of(without("room-api", "dynamodb:Query")).invoke("room-api", getRooms())))
                .isEqualTo(500));

        assertThat(log)
                .anyMatch(line -> line.contains("room-api is not authorized to perform dynamodb:Query on " + LISTING));
    }

    @Test
    void theCallsOfTheProjectsFunctionsAreWrittenDown() throws IOException {
        functions.invoke("room-api", getRooms());
        lambda.of(TestLambda.template("local")).invoke("local-reads", json("\"listing\""));

        List<String> lines = Files.readAllLines(AwsCallsFile.FILE);

        assertThat(lines)
                .contains("room-api\tdynamodb:Query\t" + LISTING)
                .isSorted()
                .doesNotHaveDuplicates()
                .noneMatch(line -> line.startsWith("local-"))
                .allMatch(line -> line.matches("[a-z-]+\t[a-z]+:[A-Za-z]+\tarn:aws:[^\t]+"));
    }

    private Template without(String name, String action) {
        List<Template.Function> changed = new ArrayList<>(project.functions());
        changed.replaceAll(f -> !f.name().equals(name)
                ? f
                : new Template.Function(
                        f.logicalId(),
                        f.name(),
                        f.prefix(),
                        f.environment(),
                        f.timeout(),
                        f.rights().stream()
                                .filter(right -> !right.action().equals(action))
                                .toList(),
                        f.mappings(),
                        f.schedules()));
        return new Template(changed, project.tables(), project.queues(), project.keys());
    }

    private static int status(byte[] answer) {
        try {
            return new ObjectMapper().readTree(answer).path("statusCode").asInt();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] getRooms() {
        return new HttpCall("GET", "/rooms", "", "HTTP/1.1", "127.0.0.1", Map.of(), new byte[0])
                .event("1", Instant.now());
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
