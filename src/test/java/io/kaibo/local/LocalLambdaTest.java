package io.kaibo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaibo.testing.LocalServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LocalServers.class)
class LocalLambdaTest {
    @Inject
    LocalLambda functions;

    @Inject
    TestLambda tests;

    private LocalLambda lambda;

    @BeforeEach
    void readTemplate() {
        lambda = tests.of(TestLambda.template("local"));
    }

    @Test
    void anyFunctionAnswersByItsName() {
        assertThat(lambda.invoke("local-echo", json("\"on air\""))).asString().isEqualTo("\"on air\"");
    }

    @Test
    void theFailedRecordsOfABatchComeBack() {
        byte[] event = json("""
                {"Records":[
                  {"messageId":"1","eventSource":"aws:sqs","body":"{\\"id\\":\\"x\\",\\"poisoned\\":false}"},
                  {"messageId":"2","eventSource":"aws:sqs","body":"{\\"id\\":\\"y\\",\\"poisoned\\":true}"},
                  {"messageId":"3","eventSource":"aws:sqs","body":"not json"}]}""");

        assertThat(lambda.invoke("local-parcels", event))
                .asString()
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"},{\"itemIdentifier\":\"3\"}]}");
    }

    @Test
    void whatAFunctionThrowsIsAValue() {
        assertThat(lambda.call("local-echo", json("\"\"")))
                .isInstanceOfSatisfying(
                        Invocation.Failed.class,
                        failed -> assertThat(failed.cause()).hasMessage("nothing to say"));
    }

    @Test
    void whatAFunctionThrowsIsTheCauseOfWhatInvokeThrows() {
        assertThatThrownBy(() -> lambda.invoke("local-echo", json("\"\"")))
                .isInstanceOf(FunctionFailedException.class)
                .hasRootCauseMessage("nothing to say");
    }

    @Test
    void aFunctionThatTakesLongerThanItsTimeOutIsGivenUpAndInterrupted() throws InterruptedException {
        assertThat(lambda.call("local-waits", json("{}")))
                .isInstanceOfSatisfying(
                        Invocation.Failed.class,
                        failed -> assertThat(failed.cause())
                                .hasMessage("Task timed out after 1.00 seconds")
                                .hasStackTraceContaining(Parcels.class.getName()));
        assertThat(Parcels.INTERRUPTED.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aNameThatNoFunctionHasFails() {
        assertThat(functions.call("local-echo", json("{}")))
                .isInstanceOfSatisfying(
                        Invocation.Failed.class,
                        failed -> assertThat(failed.cause()).hasMessage("functions.yaml has no function local-echo"));
        assertThat(lambda.call("local-nowhere", json("{}")))
                .isInstanceOfSatisfying(
                        Invocation.Failed.class,
                        failed -> assertThat(failed.cause()).hasMessage("no @Funq is named local-nowhere"));
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
