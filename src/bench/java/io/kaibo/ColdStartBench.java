package io.kaibo;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.local.Invocation;
import io.kaibo.local.LocalPorts;
import io.kaibo.sandbox.SandboxControl;
import io.kaibo.testing.DeployedFunctions;
import io.kaibo.testing.FunctionProcess;
import io.kaibo.testing.FunctionZip;
import io.kaibo.testing.LocalServers;
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
 * Cold starts of native functions in turn: Kaibo's, an empty one and one that has only the DynamoDB client. Prints a table
 * in Markdown. {@code src/bench/native/measure} builds the three and runs it.
 */
@EnabledIfSystemProperty(named = "cold-start", matches = ".*")
class ColdStartBench {
    private static final int ROUNDS = 15;
    private static final Path REFERENCES = Path.of("target/reference").toAbsolutePath();

    private record Start(Duration toNext, Duration firstAnswer, long rssKib) {}

    private record Subject(
            String name, FunctionZip zip, Path packed, Supplier<FunctionProcess> process, String event) {}

    private final LocalPorts ports = LocalPorts.free();
    private int rooms;

    @Test
    void beside() throws Exception {
        new LocalServers().start();
        SandboxControl weChat = new SandboxControl(ports.sandbox());
        weChat.reset(false);
        List<Subject> subjects = subjects();
        Map<String, List<Start>> starts = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Subject subject : subjects) {
                weChat.createRoom(Map.of("roomid", ++rooms)); // so that room-sync has something to write
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
        Path packed = Path.of("target/function.zip");
        return List.of(
                reference("dynamodb"),
                reference("empty"),
                new Subject(
                        "room-sync",
                        functions.zip(),
                        packed,
                        () -> functions.start("room-sync", Map.of()),
                        "{\"pass\":\"recent\"}"),
                new Subject(
                        "room-api",
                        functions.zip(),
                        packed,
                        () -> functions.start("room-api", Map.of()),
                        "{\"rawPath\":\"/rooms\",\"requestContext\":{\"http\":{\"method\":\"GET\"}}}"));
    }

    private Subject reference(String name) {
        Path packed = REFERENCES.resolve(name).resolve("function.zip");
        FunctionZip zip = FunctionZip.unpack(packed, REFERENCES.resolve(name).resolve("function"));
        Map<String, String> environment = new HashMap<>(DeployedFunctions.lambda("reference", ports));
        environment.put("QUARKUS_FUNQY_EXPORT", "reference");
        environment.put("REFERENCE_TABLE", "kaibo-local-rooms");
        environment.put("DISABLE_SIGNAL_HANDLERS", "true");
        return new Subject(
                name, zip, packed, () -> new FunctionProcess(zip, environment, Duration.ofSeconds(10)), "\"event\"");
    }

    private static Start start(Subject subject) throws IOException {
        try (FunctionProcess process = subject.process().get()) {
            Duration toNext = process.started();
            long before = System.nanoTime();
            Invocation answer = process.call(subject.event().getBytes(StandardCharsets.UTF_8));
            Duration firstAnswer = Duration.ofNanos(System.nanoTime() - before);
            assertThat(answer).as(subject.name()).isInstanceOf(Invocation.Answered.class);
            return new Start(toNext, firstAnswer, rssKib(process.pid()));
        }
    }

    private static long rssKib(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static void print(List<Subject> subjects, Map<String, List<Start>> starts) throws IOException {
        List<Start> beside = starts.get("dynamodb");
        System.out.println(
                "| function | first `/next`, ms | × | first answer, ms | RSS after it, MB | × | binary, MB | zip, MB |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
        for (Subject subject : subjects) {
            List<Start> own = starts.get(subject.name());
            double toNext = median(own, start -> start.toNext().toNanos() / 1e6);
            double rss = median(own, start -> start.rssKib() / 1024.0);
            System.out.printf(
                    "| `%s` | %.1f | %.2f | %.1f | %.1f | %.2f | %.1f | %.1f |%n",
                    subject.name(),
                    toNext,
                    toNext / median(beside, start -> start.toNext().toNanos() / 1e6),
                    median(own, start -> start.firstAnswer().toNanos() / 1e6),
                    rss,
                    rss / median(beside, start -> start.rssKib() / 1024.0),
                    Files.size(subject.zip().bootstrap()) / 1e6,
                    Files.size(subject.packed()) / 1e6);
        }
    }

    private static double median(List<Start> starts, ToDoubleFunction<Start> figure) {
        double[] sorted = starts.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
