package io.kaibo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kaibo.local.Invocation;
import io.kaibo.local.LocalPorts;
import io.kaibo.sandbox.SandboxControl;
import io.kaibo.testing.DeployedFunctions;
import io.kaibo.testing.FunctionProcess;
import io.kaibo.testing.FunctionZip;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.RecordingProxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Measures cold starts of native functions in turn: Kaibo's, an empty one and one that has only the DynamoDB client. Prints a table
 * in Markdown. {@code src/bench/native/measure} builds the three and runs it. It compares the requests of a start with the expected
 * ones, for the zip of class files too ({@code ./mvnw -Pexhaustive verify}).
 */
class ColdStartBench {
    private static final int ROUNDS = 15;
    private static final Path ZIP = Path.of("target/function.zip");
    private static final Path REFERENCES = Path.of("target/reference").toAbsolutePath();

    private record Start(double toNext, double firstAnswer, double rss) {}

    private record Subject(
            String name,
            FunctionZip zip,
            Path packed,
            Supplier<FunctionProcess> process,
            String event,
            String answer) {}

    private final LocalPorts ports = LocalPorts.free();

    @Test
    void aStartMakesTheseRequestsAndNoOther() throws IOException {
        assumeTrue(Files.exists(ZIP), "nothing is packaged");
        new LocalServers().start();
        try (RecordingProxy dynamoDb = new RecordingProxy(LocalPorts.uri(ports.dynamodb()));
                RecordingProxy ssm = new RecordingProxy(LocalPorts.uri(ports.ssm()));
                DeployedFunctions functions = new DeployedFunctions(ports)) {
            Map<String, String> proxies = Map.of(
                    "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.address().toString(),
                    "AWS_ENDPOINT_URL_SSM", ssm.address().toString());
            SandboxControl weChat = new SandboxControl(ports.sandbox());
            weChat.reset(false);
            try (FunctionProcess process = functions.start("room-api", proxies)) {
                process.started();
                assertThat(dynamoDb.operations()).as("room-api's connection").containsExactly("BatchGetItem");
                assertThat(ssm.operations()).as("room-api's secrets").isEmpty();
            }
            try (FunctionProcess process = functions.start("room-sync", proxies)) {
                process.started();
                assertThat(dynamoDb.operations())
                        .as("room-sync's connection")
                        .containsExactly("BatchGetItem", "BatchGetItem");
                assertThat(ssm.operations()).as("room-sync's secrets").containsExactly("GetParameters");
                assertThat(weChat.calls().values())
                        .as("calls of WeChat, which WeChat counts")
                        .containsOnly(0);
            }
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "cold-start", matches = ".*")
    void beside() throws Exception {
        new LocalServers().start();
        SandboxControl weChat = new SandboxControl(ports.sandbox());
        weChat.reset(false);
        List<Subject> subjects = subjects();
        Map<String, List<Start>> starts = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            weChat.createRoom(Map.of()); // so that room-sync has something to write
            for (Subject subject : subjects) {
                starts.computeIfAbsent(subject.name(), name -> new ArrayList<>())
                        .add(start(subject));
            }
        }
        print(subjects, starts);
    }

    private List<Subject> subjects() {
        DeployedFunctions functions = new DeployedFunctions(ports);
        assertThat(functions.zip().isNative())
                .as("target/function.zip is native")
                .isTrue();
        return List.of(
                reference("dynamodb"),
                reference("empty"),
                new Subject(
                        "room-sync",
                        functions.zip(),
                        ZIP,
                        () -> functions.start("room-sync", Map.of()),
                        "{\"pass\":\"recent\"}",
                        "\"changed\":1,"),
                new Subject(
                        "room-api",
                        functions.zip(),
                        ZIP,
                        () -> functions.start("room-api", Map.of()),
                        "{\"rawPath\":\"/rooms\",\"requestContext\":{\"http\":{\"method\":\"GET\"}}}",
                        "\"statusCode\":200"),
                new Subject(
                        "lottery-api",
                        functions.zip(),
                        ZIP,
                        () -> functions.start("lottery-api", Map.of()),
                        "{\"rawPath\":\"/lotteries\",\"queryStringParameters\":{\"room\":\"wx-1\"},"
                                + "\"requestContext\":{\"http\":{\"method\":\"GET\"}}}",
                        "\"statusCode\":200"));
    }

    private Subject reference(String name) {
        Path packed = REFERENCES.resolve(name).resolve("function.zip");
        FunctionZip zip = FunctionZip.unpack(packed, REFERENCES.resolve(name).resolve("function"));
        Map<String, String> environment = new HashMap<>(DeployedFunctions.lambda("reference", ports));
        environment.put("QUARKUS_FUNQY_EXPORT", "reference");
        environment.put("REFERENCE_TABLE", "kaibo-local-rooms");
        environment.put("DISABLE_SIGNAL_HANDLERS", "true");
        return new Subject(
                name,
                zip,
                packed,
                () -> new FunctionProcess(zip, environment, Duration.ofSeconds(10)),
                "\"event\"",
                "event");
    }

    private static Start start(Subject subject) throws IOException {
        try (FunctionProcess process = subject.process().get()) {
            Duration toNext = process.started();
            long before = System.nanoTime();
            Invocation answer = process.call(subject.event().getBytes(StandardCharsets.UTF_8));
            Duration firstAnswer = Duration.ofNanos(System.nanoTime() - before);
            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Invocation.Answered.class,
                            answered -> assertThat(new String(answered.body(), StandardCharsets.UTF_8))
                                    .as(subject.name())
                                    .contains(subject.answer()));
            return new Start(toNext.toNanos() / 1e6, firstAnswer.toNanos() / 1e6, rss(process.pid()));
        }
    }

    /** MB. */
    private static double rss(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .mapToDouble(kib -> kib * 1024 / 1e6)
                .findFirst()
                .orElseThrow();
    }

    /** A row for a function: each figure, and in brackets how many times the figure of the function with DynamoDB alone it is. */
    private static void print(List<Subject> subjects, Map<String, List<Start>> starts) throws IOException {
        System.out.println(
                "| function | first `/next`, ms | first answer, ms | RSS after it, MB | binary, MB | zip, MB |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        Subject beside = subjects.getFirst();
        for (Subject subject : subjects) {
            System.out.printf(
                    "| `%s` | %s | %s | %s | %s | %s |%n",
                    subject.name(),
                    cell(median(subject, starts, Start::toNext), median(beside, starts, Start::toNext)),
                    cell(median(subject, starts, Start::firstAnswer), median(beside, starts, Start::firstAnswer)),
                    cell(median(subject, starts, Start::rss), median(beside, starts, Start::rss)),
                    cell(size(subject.zip().bootstrap()), size(beside.zip().bootstrap())),
                    cell(size(subject.packed()), size(beside.packed())));
        }
    }

    private static String cell(double figure, double beside) {
        return "%.1f (%.2f)".formatted(figure, figure / beside);
    }

    /** MB. */
    private static double size(Path file) throws IOException {
        return Files.size(file) / 1e6;
    }

    private static double median(Subject subject, Map<String, List<Start>> starts, ToDoubleFunction<Start> figure) {
        double[] sorted =
                starts.get(subject.name()).stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
