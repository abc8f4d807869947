package io.kaibo.drand;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.kaibo.drand.RoundAnswer.Found;
import io.kaibo.drand.RoundAnswer.NotYet;
import io.kaibo.drand.RoundAnswer.Unavailable;
import io.kaibo.sandbox.DrandOptions;
import io.kaibo.sandbox.DrandSandbox;
import io.kaibo.sandbox.Fault;
import io.kaibo.sandbox.SandboxControl;
import io.kaibo.testing.LocalServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fetches from mirrors of the sandbox, of which the first goes wrong in each way that it can. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class DrandMirrorsTest {

    private static final long ROUND = 1000;
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    @Inject
    DrandConfig deployed;

    private DrandSandbox first;
    private DrandSandbox second;
    private SandboxControl firstControl;
    private SandboxControl secondControl;

    @BeforeEach
    void start() throws IOException {
        first = DrandSandbox.start(DrandOptions.defaults());
        second = DrandSandbox.start(DrandOptions.defaults());
        firstControl = new SandboxControl(first.uri());
        secondControl = new SandboxControl(second.uri());
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    /** @param answer what becomes of a fetch from this mirror alone */
    record Wrong(Fault fault, RoundAnswer answer) {}

    static Stream<Wrong> wrongs() {
        String signature = DrandVectors.rounds().getFirst().signature();
        Stream<Fault> failures = Stream.of(
                new Fault.WrongRound(),
                new Fault.WrongBytes(),
                new Fault.Delay(TIMEOUT.plusSeconds(20)),
                new Fault.DropBefore(),
                new Fault.DropAfter(),
                new Fault.Fail(400),
                new Fault.Fail(403),
                new Fault.Fail(429),
                new Fault.Fail(500),
                new Fault.Fail(503),
                new Fault.Say(""),
                new Fault.Say("{"),
                new Fault.Say("null"),
                new Fault.Say("[1000]"),
                new Fault.Say("{\"round\":1000}"),
                new Fault.Say("{\"round\":1000,\"signature\":null}"),
                new Fault.Say("{\"round\":1000,\"signature\":[\"b4\"]}"),
                new Fault.Say("{\"round\":1000,\"signature\":\"\"}"),
                new Fault.Say("{\"round\":1000,\"signature\":\"c0" + "0".repeat(94) + "\"}"),
                new Fault.Say("{\"round\":1000,\"signature\":\"" + signature + "\"}"));
        return Stream.concat(
                failures.map(fault -> new Wrong(fault, new Unavailable())),
                Stream.of(404, 425).map(status -> new Wrong(new Fault.Fail(status), new NotYet())));
    }

    @Test
    void theFirstMirrorThatHasTheRoundIsAskedAlone() {
        assertThat(found(mirrors(first.uriV2(), second.uri()))).isEqualTo(ROUND);
        assertThat(firstControl.calls()).containsEntry(DrandSandbox.V2, 1).containsEntry(DrandSandbox.V1, 0);
        assertThat(secondControl.calls()).containsEntry(DrandSandbox.V1, 0).containsEntry(DrandSandbox.V2, 0);
    }

    @Test
    void bothFormsAreRead() {
        assertThat(found(mirrors(first.uri()))).isEqualTo(ROUND);
        assertThat(found(mirrors(first.uriV2()))).isEqualTo(ROUND);
        assertThat(firstControl.calls()).containsEntry(DrandSandbox.V1, 1).containsEntry(DrandSandbox.V2, 1);
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void whatGoesWrongInFormV2LeadsToTheNextMirror(Wrong wrong) {
        firstControl.fault(DrandSandbox.V2, wrong.fault(), 0, 0);
        assertThat(found(mirrors(first.uriV2(), second.uri()))).isEqualTo(ROUND);
        assertThat(firstControl.calls().get(DrandSandbox.V2)).isPositive();
        assertThat(secondControl.calls()).containsEntry(DrandSandbox.V1, 1);
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void whatGoesWrongInFormV1LeadsToTheNextMirror(Wrong wrong) {
        firstControl.fault(DrandSandbox.V1, wrong.fault(), 0, 0);
        assertThat(found(mirrors(first.uri(), second.uriV2()))).isEqualTo(ROUND);
        assertThat(firstControl.calls().get(DrandSandbox.V1)).isPositive();
        assertThat(secondControl.calls()).containsEntry(DrandSandbox.V2, 1);
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void withOneMirrorNothingIsFound(Wrong wrong) {
        firstControl.fault(DrandSandbox.V1, wrong.fault(), 0, 0);
        assertThat(mirrors(first.uri()).fetch(first.chain(), ROUND)).isEqualTo(wrong.answer());
    }

    @Test
    void aMirrorWithFormV2AloneIsLeftWhereItIsAskedInFormV1() {
        firstControl.fault(DrandSandbox.V1, new Fault.Fail(404), 0, 0);
        assertThat(found(mirrors(first.uri(), first.uriV2()))).isEqualTo(ROUND);
    }

    /** The answer is right, with five thousand spaces after it: only its size is wrong. */
    @Test
    void anAnswerThatIsTooLargeIsRefused() {
        Found found = (Found) mirrors(first.uri()).fetch(first.chain(), ROUND);
        String right = "{\"round\":1000,\"signature\":\"" + found.signature() + "\"}";
        firstControl.fault(DrandSandbox.V1, new Fault.Say(right + " ".repeat(3000)));
        assertThat(found(mirrors(first.uri()))).isEqualTo(ROUND);
        firstControl.fault(DrandSandbox.V1, new Fault.Say(right + " ".repeat(5000)), 0, 0);
        assertThat(mirrors(first.uri()).fetch(first.chain(), ROUND)).isEqualTo(new Unavailable());
    }

    @Test
    void theRightSignatureWithAnotherNumberIsRefused() {
        Found found = (Found) mirrors(first.uri()).fetch(first.chain(), ROUND);
        firstControl.fault(
                DrandSandbox.V1, new Fault.Say("{\"round\":999,\"signature\":\"" + found.signature() + "\"}"));
        assertThat(mirrors(first.uri()).fetch(first.chain(), ROUND)).isEqualTo(new Unavailable());
    }

    @Test
    void anAnswerWithoutEndIsNotReadToItsEnd() throws IOException {
        try (var endless = new Drip(10_000, Duration.ZERO)) {
            assertThat(found(mirrors(endless.address(), second.uri()))).isEqualTo(ROUND);
        }
    }

    @Test
    void anAnswerThatComesByteForByteOrStallsIsLeftInTime() throws IOException {
        try (var slow = new Drip(1, Duration.ofMillis(300));
                var stalling = new Drip(1, Duration.ofHours(1))) {
            long begun = System.nanoTime();
            assertThat(found(mirrors(slow.address(), stalling.address(), second.uri())))
                    .isEqualTo(ROUND);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(TIMEOUT.multipliedBy(6));
        }
    }

    @Test
    void whatIsNotThereLeadsToTheNextMirror() throws IOException {
        URI closed;
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            closed = URI.create("http://127.0.0.1:" + server.getLocalPort());
        }
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI noTls = URI.create("https://127.0.0.1:" + silent.getLocalPort());
            URI noName = URI.create("http://no-such-mirror.invalid");
            assertThat(found(mirrors(closed, noTls, noName, second.uri()))).isEqualTo(ROUND);
            assertThat(mirrors(closed, noTls, noName).fetch(first.chain(), ROUND))
                    .isEqualTo(new Unavailable());
        }
    }

    @Test
    void aRoundOfAnotherChainIsNotFound() {
        DrandChain otherKey = new DrandChain(
                first.chain().chainHash(),
                DrandChain.QUICKNET.publicKey(),
                first.chain().genesisSecond(),
                first.chain().periodSeconds());
        assertThat(mirrors(first.uri(), first.uriV2()).fetch(otherKey, ROUND)).isEqualTo(new Unavailable());
        assertThat(firstControl.calls()).containsEntry(DrandSandbox.V1, 1).containsEntry(DrandSandbox.V2, 1);
    }

    @Test
    void noMirrorIsAskedBeforeTheRoundIsDue() {
        Instant due = Instant.ofEpochSecond(first.chain().timeOf(ROUND));
        assertThat(mirrorsAt(due.minusMillis(1), first.uri()).fetch(first.chain(), ROUND))
                .isEqualTo(new NotYet());
        assertThat(firstControl.calls()).containsEntry(DrandSandbox.V1, 0);
        assertThat(mirrorsAt(due, first.uri()).fetch(first.chain(), ROUND)).isInstanceOf(Found.class);
    }

    /** Our clock is ahead: the mirrors say that the round is of the future. */
    @Test
    void aRoundThatNoMirrorHasIsNotThereYet() {
        long future = first.chain().roundAtOrAfter(Instant.now().getEpochSecond()) + 1000;
        Instant then = Instant.ofEpochSecond(first.chain().timeOf(future));
        assertThat(mirrorsAt(then, first.uri(), second.uriV2()).fetch(first.chain(), future))
                .isEqualTo(new NotYet());
        secondControl.fault(DrandSandbox.V2, new Fault.Fail(503), 0, 0);
        assertThat(mirrorsAt(then, first.uri(), second.uriV2()).fetch(first.chain(), future))
                .isEqualTo(new NotYet());
        assertThat(secondControl.calls()).containsEntry(DrandSandbox.V2, 2);
    }

    @Test
    void whatIsNoRoundOrNoMirrorIsAnErrorOfTheCaller() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mirrors(first.uri()).fetch(first.chain(), 0));
        assertThatIllegalStateException()
                .isThrownBy(() -> mirrors(URI.create("mirror")).fetch(first.chain(), ROUND));
    }

    @Test
    void aChainIsReadFromItsSetting() {
        DrandConfig none = new Config(Optional.empty(), TIMEOUT, Optional.of(" "));
        assertThat(none.currentChain()).isEqualTo(DrandChain.QUICKNET);
        assertThat(deployed.currentChain()).isEqualTo(first.chain());
        for (String wrong : List.of("x", "a:b:c:d", DrandChain.QUICKNET.chainHash() + ":x:1:3")) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> new Config(Optional.empty(), TIMEOUT, Optional.of(wrong)).currentChain())
                    .withMessageContaining("KAIBO_DRAND_CHAIN");
        }
    }

    @Test
    void noMirrorsAreAMistakeOfTheDeployment() {
        DrandMirrors mirrors =
                new DrandMirrors(new Config(Optional.empty(), TIMEOUT, Optional.empty()), Clock.systemUTC());
        assertThatIllegalStateException()
                .isThrownBy(() -> mirrors.fetch(first.chain(), ROUND))
                .withMessage("KAIBO_DRAND_MIRRORS is not set");
    }

    private DrandMirrors mirrors(URI... addresses) {
        return new DrandMirrors(
                new Config(Optional.of(List.of(addresses)), TIMEOUT, Optional.empty()), Clock.systemUTC());
    }

    private DrandMirrors mirrorsAt(Instant now, URI... addresses) {
        return new DrandMirrors(
                new Config(Optional.of(List.of(addresses)), TIMEOUT, Optional.empty()),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private long found(DrandMirrors mirrors) {
        return switch (mirrors.fetch(first.chain(), ROUND)) {
            case Found(RoundSignature signature) -> signature.round();
            case NotYet _, Unavailable _ -> -1;
        };
    }

    private record Config(Optional<List<URI>> mirrors, Duration timeout, Optional<String> chain)
            implements DrandConfig {}

    /** Answers with spaces for ever, so many at a time with a pause between. */
    private static final class Drip implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final int bytes;
        private final Duration pause;

        Drip(int bytes, Duration pause) throws IOException {
            this.bytes = bytes;
            this.pause = pause;
            Thread.ofVirtual().start(this::serve);
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }

        private void serve() {
            try (Socket connection = socket.accept()) {
                OutputStream out = connection.getOutputStream();
                out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n".getBytes(US_ASCII));
                while (true) {
                    out.write(" ".repeat(bytes).getBytes(US_ASCII));
                    out.flush();
                    Thread.sleep(pause);
                }
            } catch (IOException | InterruptedException over) {
                // the client or the test is gone
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
