package io.kaibo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;

/** The control calls for everything but rooms: tokens, login codes, faults, counts, the clock, a reset. */
final class StateControl {
    private StateControl() {}

    static List<ControlCall> calls() {
        return List.of(
                new ControlCall(
                        "POST",
                        "/sandbox/tokens/end",
                        "{\"how\": \"expire\"|\"revoke\"}: all living tokens; 42001 or 40001 from then on",
                        StateControl::endTokens),
                new ControlCall(
                        "POST",
                        "/sandbox/login-codes",
                        "{\"openid\"?, \"unionid\"?, \"blocked\"?: true}: a code for jscode2session, and the openid",
                        StateControl::mintLoginCode),
                new ControlCall(
                        "POST",
                        "/sandbox/faults",
                        "{\"endpoint\", \"kind\": \"errcode\"|\"answer\"|\"http\"|\"delay\"|\"drop-before\"|\"drop-after\","
                                + " \"errcode\"?, \"body\"?, \"status\"?, \"millis\"?, \"skip\"?: 0, \"times\"?: 1}: times 0 until cleared",
                        StateControl::planFault),
                new ControlCall("DELETE", "/sandbox/faults", "no faults any more", StateControl::clearFaults),
                new ControlCall("GET", "/sandbox/calls", "calls per endpoint", StateControl::countCalls),
                new ControlCall(
                        "POST",
                        "/sandbox/clock",
                        "{\"advanceSeconds\": 7200}: puts the sandbox's clock forward",
                        StateControl::advanceClock),
                new ControlCall(
                        "POST",
                        "/sandbox/reset",
                        "{\"rooms\": \"demo\"|\"none\"}: everything as at the start, the clock too",
                        StateControl::reset));
    }

    private static JsonNode endTokens(World world, long none, Fields body) {
        switch (body.only("how").text("how")) {
            case "expire" -> world.tokens().expireAll();
            case "revoke" -> world.tokens().revokeAll();
            default -> throw BadControl.field("how", "must be expire or revoke");
        }
        return done();
    }

    private static JsonNode mintLoginCode(World world, long none, Fields body) {
        body.only("openid", "unionid", "blocked");
        return world.login().mint(body.textOrEmpty("openid"), body.textOrEmpty("unionid"), body.flag("blocked"));
    }

    private static JsonNode planFault(World world, long none, Fields body) {
        world.faults().plan(body, world.calls().keySet(), Faults.OF_WECHAT);
        return done();
    }

    private static JsonNode clearFaults(World world, long none, Fields body) {
        body.only();
        world.faults().clear();
        return done();
    }

    private static JsonNode countCalls(World world, long none, Fields body) {
        body.only();
        return Json.object(world.calls());
    }

    private static JsonNode advanceClock(World world, long none, Fields body) {
        int seconds = body.only("advanceSeconds").between(0, Integer.MAX_VALUE, "advanceSeconds");
        world.clock().advance(Duration.ofSeconds(seconds));
        return Json.MAPPER.createObjectNode().put("now", world.clock().instant().getEpochSecond());
    }

    private static JsonNode reset(Stage stage, long none, Fields body) {
        stage.restart(
                switch (body.only("rooms").text("rooms")) {
                    case "demo" -> true;
                    case "none" -> false;
                    default -> throw BadControl.field("rooms", "must be demo or none");
                });
        return done();
    }

    private static JsonNode done() {
        return Json.MAPPER.createObjectNode();
    }
}
