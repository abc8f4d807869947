package io.kaibo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** drand's side of a mirror: rounds in both forms, and what the chain is. It counts calls for rounds, and applies planned faults to them. */
final class DrandRounds implements HttpHandler {
    private static final Pattern PATH_V1 = Pattern.compile("/([0-9a-f]{64})/public/([^/]+)");
    private static final Pattern PATH_V2 = Pattern.compile("/v2/beacons/([^/]+)/rounds/([^/]+)");

    private final DrandState state;
    private final String prefix;

    /** @param prefix what comes before drand's own paths */
    DrandRounds(DrandState state, String prefix) {
        this.state = state;
        this.prefix = prefix;
    }

    /** A call for a round. */
    private record Asked(String endpoint, String chain, String round) {
        boolean isV2() {
            return endpoint.equals(DrandSandbox.V2);
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        // Closing an exchange that has not been answered closes its connection: that is the drop.
        try (exchange) {
            Call call = Call.of(exchange).below(prefix);
            Optional<Answer> answer = asked(call.path())
                    .map(asked -> struck(state.arrive(asked.endpoint()).orElse(null), asked))
                    .orElseGet(() -> Optional.of(about(call)));
            if (answer.isPresent()) {
                answer.get().sendTo(exchange);
            }
        }
    }

    private static Optional<Asked> asked(String path) {
        Matcher v1 = PATH_V1.matcher(path);
        if (v1.matches()) {
            return Optional.of(new Asked(DrandSandbox.V1, v1.group(1), v1.group(2)));
        }
        Matcher v2 = PATH_V2.matcher(path);
        return v2.matches() ? Optional.of(new Asked(DrandSandbox.V2, v2.group(1), v2.group(2))) : Optional.empty();
    }

    private Answer about(Call call) {
        String hash = state.chain().chain().chainHash();
        if (call.path().equals("/chains")) {
            return Answer.json(Json.MAPPER.createArrayNode().add(hash));
        }
        return call.path().equals("/" + hash + "/info")
                ? Answer.json(state.chain().info())
                : Answer.text(404, "404 page not found");
    }

    /** The answer; empty if the connection drops. */
    private Optional<Answer> struck(@Nullable Fault fault, Asked asked) {
        return switch (fault) {
            case null -> Optional.of(answer(asked, 0, 0));
            case Fault.Say(String body) -> Optional.of(Answer.text(200, body).as(Answer.JSON));
            case Fault.Fail(int status) -> Optional.of(Answer.text(status, "injected fault"));
            case Fault.Delay(Duration time) -> Faults.sleep(time) ? Optional.of(answer(asked, 0, 0)) : Optional.empty();
            case Fault.DropBefore(), Fault.DropAfter() -> Optional.empty();
            case Fault.WrongRound() -> Optional.of(answer(asked, -1, -1));
            case Fault.WrongBytes() -> Optional.of(answer(asked, 0, -1));
            case Fault.Refuse(int _), Fault.Word(int _, String _) ->
                throw new IllegalStateException("drand has no errcodes");
        };
    }

    /**
     * @param number is added to the number of the round that is answered
     * @param signed is added to the number of the round whose signature is answered
     */
    private Answer answer(Asked asked, int number, int signed) {
        if (!asked.chain()
                .equals(asked.isV2() ? TestChain.BEACON : state.chain().chain().chainHash())) {
            return Answer.text(404, "404 page not found");
        }
        if (!asked.round().matches("[1-9]\\d{0,17}")) {
            return Answer.text(400, "Failed to parse round parameter");
        }
        long round = Long.parseLong(asked.round());
        if (round > state.currentRound()) {
            // A relay of drand answers 425. It holds a call for the next round until the round is there, which is left
            // out here.
            return asked.isV2() ? Answer.text(425, "Requested future beacon") : Answer.text(404, "404 page not found");
        }
        byte[] signature = state.chain().sign(round + signed);
        ObjectNode body = Json.MAPPER.createObjectNode().put("round", round + number);
        if (!asked.isV2()) {
            body.put("randomness", HexFormat.of().formatHex(TestChain.sha256(ByteBuffer.wrap(signature))));
        }
        return Answer.json(body.put("signature", HexFormat.of().formatHex(signature)));
    }
}
