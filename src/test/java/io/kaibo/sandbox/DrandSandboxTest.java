package io.kaibo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaibo.drand.DrandChain;
import io.kaibo.drand.RoundSignature;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DrandSandboxTest {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private DrandSandbox mirror;
    private SandboxControl control;

    @BeforeEach
    void start() throws IOException {
        mirror = DrandSandbox.start(DrandOptions.defaults());
        control = new SandboxControl(mirror.uri());
    }

    @AfterEach
    void close() {
        mirror.close();
    }

    @Test
    void bothFormsHaveTheSameSignedRound() throws Exception {
        JsonNode v1 = json(v1(1000));
        JsonNode v2 = json(v2(1000));
        assertThat(v1.path("round").longValue()).isEqualTo(1000);
        assertThat(v2.path("round").longValue()).isEqualTo(1000);
        String signature = v1.path("signature").textValue();
        assertThat(v2.path("signature").textValue()).isEqualTo(signature);
        assertThat(RoundSignature.verify(mirror.chain(), 1000, signature)).isPresent();
        byte[] randomness =
                MessageDigest.getInstance("SHA-256").digest(HexFormat.of().parseHex(signature));
        assertThat(v1.path("randomness").textValue()).isEqualTo(HexFormat.of().formatHex(randomness));
        assertThat(v2.has("randomness")).isFalse();
    }

    @Test
    void theChainIsToldSoThatAClientCanBeConfigured() throws Exception {
        String hash = json("/chains").path(0).textValue();
        JsonNode info = json("/" + hash + "/info");
        assertThat(new DrandChain(
                        info.path("hash").textValue(),
                        info.path("public_key").textValue(),
                        info.path("genesis_time").longValue(),
                        info.path("period").intValue()))
                .isEqualTo(mirror.chain());
        assertThat(info.path("schemeID").textValue()).isEqualTo("bls-unchained-g1-rfc9380");
    }

    @Test
    void aRoundOfTheFutureIsNotThereUntilItIsDue() throws Exception {
        long genesis = Instant.now().getEpochSecond() + 1000;
        try (DrandSandbox later =
                DrandSandbox.start(DrandOptions.defaults().withGenesis(genesis).withPeriod(3))) {
            String v1 = "/" + later.chain().chainHash() + "/public/2";
            assertThat(send(later, v1).statusCode()).isEqualTo(404);
            assertThat(send(later, v2(2)).statusCode()).isEqualTo(425);
            Instant now = new SandboxControl(later.uri()).advance(Duration.ofSeconds(990));
            assertThat(send(later, v2(1)).statusCode()).isEqualTo(425);
            long toRound2 = genesis + 3 - now.getEpochSecond();
            new SandboxControl(later.uri()).advance(Duration.ofSeconds(toRound2));
            assertThat(send(later, v1).statusCode()).isEqualTo(200);
            assertThat(send(later, v2(2)).statusCode()).isEqualTo(200);
            assertThat(send(later, v2(100)).statusCode()).isEqualTo(425);
        }
    }

    @Test
    void chainsWithOtherParametersHaveAnotherHash() throws IOException {
        try (DrandSandbox other = DrandSandbox.start(DrandOptions.defaults().withPeriod(3))) {
            assertThat(other.chain().chainHash()).isNotEqualTo(mirror.chain().chainHash());
            assertThat(other.chain().publicKey()).isEqualTo(mirror.chain().publicKey());
        }
    }

    @Test
    void whatIsNoRoundOrAnotherChainIsRefused() throws Exception {
        assertThat(send(mirror, "/" + DrandChain.QUICKNET.chainHash() + "/public/1")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(mirror, "/v2/beacons/default/rounds/1").statusCode()).isEqualTo(404);
        assertThat(send(mirror, v1(1).replace("/1", "/one")).statusCode()).isEqualTo(400);
        assertThat(send(mirror, v2(0)).statusCode()).isEqualTo(400);
    }

    @Test
    void aWrongRoundIsSignedButAnother() throws Exception {
        control.fault(DrandSandbox.V2, new Fault.WrongRound());
        JsonNode answer = json(v2(1000));
        assertThat(answer.path("round").longValue()).isEqualTo(999);
        assertThat(RoundSignature.verify(
                        mirror.chain(), 999, answer.path("signature").textValue()))
                .isPresent();
        assertThat(json(v2(1000)).path("round").longValue()).isEqualTo(1000);
    }

    @Test
    void wrongBytesAreNotTheSignatureOfTheRound() throws Exception {
        control.fault(DrandSandbox.V1, new Fault.WrongBytes());
        JsonNode answer = json(v1(1000));
        assertThat(answer.path("round").longValue()).isEqualTo(1000);
        assertThat(RoundSignature.verify(
                        mirror.chain(), 1000, answer.path("signature").textValue()))
                .isEmpty();
    }

    @Test
    void faultsAndCountsAreOfOneForm() throws Exception {
        control.fault(DrandSandbox.V1, new Fault.Fail(404), 0, 0);
        assertThat(send(mirror, v1(1)).statusCode()).isEqualTo(404);
        assertThat(send(mirror, v1(1)).statusCode()).isEqualTo(404);
        assertThat(send(mirror, v2(1)).statusCode()).isEqualTo(200);
        assertThat(control.calls()).isEqualTo(Map.of(DrandSandbox.V1, 2, DrandSandbox.V2, 1));
        control.clearFaults();
        assertThat(send(mirror, v1(1)).statusCode()).isEqualTo(200);
    }

    @Test
    void drandHasNoErrcodesAndWeChatNoRounds() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> control.fault(DrandSandbox.V1, new Fault.Refuse(-1)))
                .withMessageContaining("kind must be one of");
        assertThatIllegalArgumentException().isThrownBy(() -> control.fault("/elsewhere", new Fault.WrongRound()));
        try (Sandbox wechat = Sandbox.start(Options.defaults())) {
            var wechatControl = new SandboxControl(wechat.uri());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> wechatControl.fault("/sns/jscode2session", new Fault.WrongRound()));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> wechatControl.fault("/sns/jscode2session", new Fault.WrongBytes()));
        }
    }

    @Test
    void optionsAreParsed() {
        assertThat(DrandOptions.parse("--port", "8090", "--genesis", "1700000001", "--period", "3"))
                .isEqualTo(new DrandOptions(8090, 1_700_000_001L, 3));
        assertThat(DrandOptions.parse()).isEqualTo(DrandOptions.defaults());
        assertThatIllegalArgumentException().isThrownBy(() -> DrandOptions.parse("--port"));
        assertThatIllegalArgumentException().isThrownBy(() -> DrandOptions.parse("--port", "65536"));
        assertThatIllegalArgumentException().isThrownBy(() -> DrandOptions.parse("--secret", "1"));
    }

    private String v1(long round) {
        return "/" + mirror.chain().chainHash() + "/public/" + round;
    }

    private static String v2(long round) {
        return "/v2/beacons/quicknet/rounds/" + round;
    }

    private JsonNode json(String path) throws Exception {
        return JSON.readTree(send(mirror, path).body());
    }

    private static HttpResponse<String> send(DrandSandbox mirror, String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(mirror.uri().resolve(path)).build(), BodyHandlers.ofString());
    }
}
