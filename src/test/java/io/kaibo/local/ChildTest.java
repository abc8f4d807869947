package io.kaibo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ChildTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void aChildEndsWithAParentThatIsKilled() throws IOException {
        Process parent = java(Parent.class.getName(), List.of()).start();
        BufferedReader said = parent.inputReader(StandardCharsets.UTF_8);
        ProcessHandle child = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
        assertThat(said.readLine()).isEqualTo("the server runs");
        assertThat(child.isAlive()).isTrue();

        parent.destroyForcibly();

        await().atMost(SOON).until(() -> !child.isAlive());
    }

    @Test
    void aChildWhoseParentIsGoneAlreadyEnds() throws IOException {
        long noParent = 0;
        Process child = java(Child.class.getName(), List.of(Long.toString(noParent), Server.class.getName()))
                .start();

        await().atMost(SOON).until(() -> !child.isAlive());
        assertThat(child.exitValue()).isEqualTo(1);
        assertThat(child.errorReader(StandardCharsets.UTF_8).readAllAsString()).isEmpty();
    }

    private static ProcessBuilder java(String main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("target/classes").toAbsolutePath()
                        + System.getProperty("path.separator")
                        + Path.of("target/test-classes").toAbsolutePath(),
                main));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    /** Starts a child, prints its process id and what it says first, then waits to be killed. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] args) throws Exception {
            Process child = java(
                            Child.class.getName(),
                            List.of(Long.toString(ProcessHandle.current().pid()), Server.class.getName()))
                    .start();
            System.out.println(child.pid());
            System.out.println(child.inputReader(StandardCharsets.UTF_8).readLine());
            new CountDownLatch(1).await();
        }
    }

    /** A server that says so, and would run for ever. */
    public static final class Server {
        private Server() {}

        public static void main(String[] args) throws InterruptedException {
            System.out.println("the server runs");
            new CountDownLatch(1).await();
        }
    }
}
