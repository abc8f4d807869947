package io.kaibo.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The servers that the stack starts as processes with a class path of their own: the WeChat sandbox and, unless AWS is
 * elsewhere, DynamoDB Local and ElasticMQ. Each writes to target/local/&lt;name&gt;.log, or where -Dkaibo.local.logs says, ends with this JVM, and is kept over
 * a live reload while it answers.
 */
public final class Children {
    private static final Path SERVERS = Path.of("infra/local/target").toAbsolutePath();
    /** The compiled classes of the stack and the sandbox; packaging moves them aside, so that the zip has none. */
    private static final List<Path> CLASSES = List.of(
            Path.of("target/classes").toAbsolutePath(),
            Path.of("target/local-classes").toAbsolutePath());

    private static final Path LOGS =
            Path.of(System.getProperty("kaibo.local.logs", "target/local")).toAbsolutePath();
    private static final Duration START = Duration.ofSeconds(60);

    private final LocalAws aws;
    private final LocalPorts ports;

    public Children(LocalAws aws) {
        this.aws = aws;
        this.ports = aws.ports();
    }

    private record Server(String name, int port, String key, List<String> jvm, String main, List<String> arguments) {
        String keptAs() {
            return "child " + name + " " + port;
        }
    }

    /**
     * Starts the servers that do not run yet and returns when all answer.
     *
     * @throws PortTakenException if the port of a server that must be started is taken; then none was started
     * @throws StartException if a server does not come up within a minute; the message names its log
     */
    public void start() {
        Stream<Server> needed = Stream.concat(
                Stream.of(sandbox()), aws.elsewhere().isPresent() ? Stream.empty() : Stream.of(dynamoDb(), sqs()));
        List<Server> missing = needed.filter(s -> !runs(s)).toList();
        missing.forEach(server -> Port.requireFree(server.port(), server.key()));
        missing.forEach(server -> Kept.map().put(server.keptAs(), launch(server)));
        missing.forEach(Children::await);
    }

    private Server dynamoDb() {
        return new Server(
                "dynamodb",
                ports.dynamodb(),
                LocalPorts.DYNAMODB,
                List.of("-Xmx512m", "-Dsqlite4java.library.path=lib", "--enable-native-access=ALL-UNNAMED"),
                "io.kaibo.local.LoopbackDynamoDb",
                List.of("-port", Integer.toString(ports.dynamodb()), "-inMemory", "-sharedDb"));
    }

    private Server sqs() {
        return new Server(
                "sqs",
                ports.sqs(),
                LocalPorts.SQS,
                List.of(
                        "-Xmx256m",
                        "-Drest-sqs.bind-hostname=127.0.0.1",
                        "-Drest-sqs.bind-port=" + ports.sqs(),
                        "-Drest-stats.enabled=false",
                        "-Dgenerate-node-address=true",
                        // so that a queue's ARN is the one that the templates work out
                        "-Daws.region=" + aws.region(),
                        "-Daws.accountId=" + aws.account()),
                "org.elasticmq.server.Main",
                List.of());
    }

    private Server sandbox() {
        return new Server(
                "wechat",
                ports.wechat(),
                LocalPorts.WECHAT,
                List.of("-Xmx256m"),
                "io.kaibo.sandbox.Sandbox",
                List.of(
                        "--port",
                        Integer.toString(ports.wechat()),
                        "--appid",
                        LocalPorts.APPID,
                        "--secret",
                        LocalSecrets.WECHAT_SECRET));
    }

    private static boolean runs(Server server) {
        if (!(Kept.map().get(server.keptAs()) instanceof Process process)) {
            return false;
        }
        if (process.isAlive() && Port.answers(server.port())) {
            return true;
        }
        try {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static Process launch(Server server) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(server.jvm());
        String classPath = Stream.concat(Stream.of("lib/*"), CLASSES.stream().map(Path::toString))
                .collect(Collectors.joining(File.pathSeparator));
        command.addAll(List.of("-cp", classPath, Child.class.getName()));
        command.add(Long.toString(ProcessHandle.current().pid()));
        command.add(server.main());
        command.addAll(server.arguments());
        try {
            Files.createDirectories(LOGS);
            return new ProcessBuilder(command)
                    .directory(SERVERS.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(log(server).toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(server.name() + " cannot be started", e);
        }
    }

    private static void await(Server server) {
        long end = System.nanoTime() + START.toNanos();
        while (true) {
            boolean answers = Port.answers(server.port());
            // checked afterwards: another program may answer on the port of a server that could not start
            if (!(Kept.map().get(server.keptAs()) instanceof Process process) || !process.isAlive()) {
                throw new StartException(server.name() + " ended while starting: see " + log(server));
            }
            if (answers) {
                return;
            }
            if (System.nanoTime() > end) {
                throw new StartException(server.name() + " does not answer: see " + log(server));
            }
            waitForItsEnd(process);
        }
    }

    /** Waits 50 ms at most: a server that comes up goes on running. */
    private static void waitForItsEnd(Process process) {
        try {
            process.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the servers start", e);
        }
    }

    private static Path log(Server server) {
        return LOGS.resolve(server.name() + ".log");
    }
}
