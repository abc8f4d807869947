package io.kaibo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaibo.local.Invocation;
import io.kaibo.local.LocalPorts;
import io.kaibo.sandbox.SandboxControl;
import io.kaibo.sandbox.pay.PayControl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** The deployed functions beside the local AWS and WeChat. */
public final class DeployedStack implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Far less than the time-out of any function, which is what ends one that cannot say that it threw. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private final LocalPorts ports = LocalPorts.free();
    private final DeployedFunctions functions;
    private final Http http;
    private final SandboxControl weChat;
    private final PayControl pay;

    public DeployedStack() {
        new LocalServers().start();
        functions = new DeployedFunctions(ports);
        http = new Http(functions, JSON);
        weChat = new SandboxControl(ports.sandbox());
        pay = new PayControl(ports.pay(), Clock.systemUTC());
    }

    public LocalPorts ports() {
        return ports;
    }

    public DeployedFunctions functions() {
        return functions;
    }

    public Http http() {
        return http;
    }

    public SandboxControl weChat() {
        return weChat;
    }

    /** WeChat Pay, with its demo stock. Natively, each of its calls has signing, a certificate and a check run in the binary. */
    public PayControl pay() {
        return pay;
    }

    /** What a function answers to an event. */
    public JsonNode answer(String function, String event) {
        return switch (functions.call(function, event.getBytes(StandardCharsets.UTF_8))) {
            case Invocation.Answered(byte[] body) -> tree(body);
            case Invocation.Failed(Throwable cause) -> fail(function, cause);
        };
    }

    /** Asserts that a function throws at an event, and says so at once. @param because is in its message */
    public void fails(String function, String event, String because) {
        switch (functions.call(function, event.getBytes(StandardCharsets.UTF_8), AT_ONCE)) {
            case Invocation.Answered(byte[] body) ->
                fail("%s answered %s", function, new String(body, StandardCharsets.UTF_8));
            case Invocation.Failed(Throwable cause) -> assertThat(cause).hasMessageContaining(because);
        }
    }

    /** The token of a viewer who logs in now. */
    public String logIn(SandboxControl.LoginCode login) {
        return http.event("session", Map.of("code", login.code()))
                .send()
                .body()
                .path("token")
                .asText();
    }

    @Override
    public void close() {
        functions.close();
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
