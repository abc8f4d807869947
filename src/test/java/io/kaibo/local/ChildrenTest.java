package io.kaibo.local;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChildrenTest {

    /** Of this test alone: {@link LocalPorts#free} are those of the servers that all tests share. */
    private final LocalPorts ports = ownPorts();

    private static LocalPorts ownPorts() {
        List<Integer> free = Port.free(5);
        return new LocalPorts(free.get(0), free.get(1), free.get(2), free.get(3), free.get(4));
    }

    @AfterEach
    void endThem() throws InterruptedException {
        for (Process process : processes().values()) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void aSecondStartReusesThoseThatAnswerAndReplacesTheOneThatDoesNot() throws InterruptedException {
        var children = new Children(LocalAws.embedded(ports));
        children.start();
        Map<String, Process> first = processes();
        assertThat(first).hasSize(3);

        children.start();
        assertThat(processes()).isEqualTo(first);

        String sandbox = "child wechat " + ports.wechat();
        first.get(sandbox).destroyForcibly().waitFor();
        children.start();
        Map<String, Process> others = new HashMap<>(processes());
        assertThat(others.remove(sandbox)).isNotEqualTo(first.get(sandbox)).matches(Process::isAlive);
        first.remove(sandbox);
        assertThat(others).isEqualTo(first);
    }

    @Test
    void whereAwsIsElsewhereOnlyTheSandboxIsStarted() {
        new Children(LocalAws.of(ports, Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:1")::get)).start();

        assertThat(processes()).containsOnlyKeys("child wechat " + ports.wechat());
    }

    @Test
    void aPortThatSomebodyElseHasStopsTheStartBeforeAnyIsStarted() throws IOException {
        try (var taken = new ServerSocket(ports.sqs(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> new Children(LocalAws.embedded(ports)).start())
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage("Port " + taken.getLocalPort()
                            + " is taken: stop what uses it, or choose another with -Dkaibo.local.sqs-port=<port>");
        }
        assertThat(processes()).isEmpty();
    }

    /** The children on this test's ports. */
    private Map<String, Process> processes() {
        return Kept.map().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Process)
                .filter(entry -> entry.getKey().endsWith(" " + ports.dynamodb())
                        || entry.getKey().endsWith(" " + ports.sqs())
                        || entry.getKey().endsWith(" " + ports.wechat()))
                .collect(toMap(Map.Entry::getKey, entry -> (Process) entry.getValue()));
    }
}
