package io.kaibo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaibo.local.LocalPorts;
import io.kaibo.local.Template;
import io.kaibo.testing.DeployedStack;
import io.kaibo.testing.FunctionCase;
import io.kaibo.testing.FunctionCases;
import io.kaibo.testing.FunctionProcess;
import io.kaibo.testing.RecordingProxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each function of functions.yaml as it is packaged, in a process of its own, with a good event, a bad one and one that
 * it fails for. A function that is new here fails until it has all three.
 */
class DeployedFunctionsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static DeployedStack stack;
    private static List<FunctionCase> cases;

    @BeforeAll
    static void start() {
        stack = new DeployedStack();
        cases = FunctionCases.all(stack);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @BeforeEach
    void resetWeChat() {
        stack.weChat().reset(false);
    }

    static List<String> everyFunction() {
        return Template.read(Path.of("").toAbsolutePath(), LocalPorts.free().parameters()).functions().stream()
                .map(Template.Function::name)
                .toList();
    }

    @Test
    void everyFunctionHasOneCaseAndEveryCaseAFunction() {
        assertThat(cases).extracting(FunctionCase::function).containsExactlyInAnyOrderElementsOf(everyFunction());
    }

    @ParameterizedTest
    @MethodSource("everyFunction")
    void doesItsWork(String function) {
        caseOf(function).good().run();
    }

    @ParameterizedTest
    @MethodSource("everyFunction")
    void saysWhatIsWrongWithABadEvent(String function) {
        caseOf(function).bad().run();
    }

    @ParameterizedTest
    @MethodSource("everyFunction")
    void thatFailsSaysSoAtOnceAndGoesOn(String function) {
        caseOf(function).failing().run();
        stack.weChat().clearFaults();
        caseOf(function).good().run();
    }

    /** The first needs its secrets while it is built, the second with its first call of WeChat. */
    @ParameterizedTest
    @ValueSource(strings = {"session-api", "room-sync"})
    void doesNotStartWithoutASecretThatItDeclares(String function) {
        try (FunctionProcess process =
                stack.functions().start(function, Map.of("KAIBO_SECRETS_PATH", "/kaibo/nowhere"))) {
            assertThatThrownBy(process::started).isInstanceOf(RuntimeException.class);
            await().untilAsserted(() -> assertThat(process.log())
                    .anyMatch(line -> line.contains("no such SSM parameter: /kaibo/nowhere/")));
        }
    }

    @Test
    void doesNotStartWithoutAStageOrWithAWeChatThatHearsTheSecretInTheClear() {
        assertNoStart(Map.of("KAIBO_STAGE", ""), "KAIBO_STAGE is not set");
        assertNoStart(
                Map.of("KAIBO_WECHAT_ENDPOINT", "http://wechat.test"),
                "KAIBO_WECHAT_ENDPOINT must be an https address");
    }

    private static void assertNoStart(Map<String, String> more, String because) {
        try (FunctionProcess process = stack.functions().start("room-sync", more)) {
            assertThatThrownBy(process::started).isInstanceOf(RuntimeException.class);
            await().untilAsserted(() -> assertThat(process.log()).anyMatch(line -> line.contains(because)));
        }
    }

    @Test
    void startsAlthoughSsmThrottlesTheReadOfItsSecrets() throws IOException {
        try (RecordingProxy ssm =
                new RecordingProxy(LocalPorts.uri(stack.ports().ssm()))) {
            ssm.throttle(6);
            Map<String, String> throttled =
                    Map.of("AWS_ENDPOINT_URL_SSM", ssm.address().toString());
            try (FunctionProcess process = stack.functions().start("session-api", throttled)) {
                process.started();
                assertThat(ssm.operations()).hasSize(7).containsOnly("GetParameters");
            }
        }
    }

    @Test
    void writesItsLogAsJsonLines() {
        assumeTrue(stack.functions().zip().isNative(), "the JVM and its runtime client write lines of their own");
        try (FunctionProcess process = stack.functions().start("room-api", Map.of())) {
            process.call("{}".getBytes(StandardCharsets.UTF_8));
            process.call("[]".getBytes(StandardCharsets.UTF_8));
            await().untilAsserted(() -> assertThat(process.log())
                    .anyMatch(line -> line.contains("\"_aws\":{"))
                    .anyMatch(line -> line.contains("\"level\":\"ERROR\"")));
            assertThat(process.log())
                    .allSatisfy(line -> assertThat(JSON.readTree(line)).isInstanceOf(ObjectNode.class));
        }
    }

    private static FunctionCase caseOf(String function) {
        return cases.stream()
                .filter(each -> each.function().equals(function))
                .findFirst()
                .orElseThrow(() -> new AssertionError(function + " has no case"));
    }
}
