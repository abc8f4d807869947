package io.kaibo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One control call.
 *
 * @param path may have {@code {roomid}} in it
 * @param says what it takes and does, for the answer of {@code GET /sandbox}
 */
record ControlCall(String method, String path, String says, Errand errand) {
    /** Has the effect and gives the answer; the roomid is 0 where the path has none. */
    @FunctionalInterface
    interface Action {
        JsonNode apply(World world, long roomid, Fields body);
    }

    /** The same for a call that has more than one effect, or has it outside of the stage's lock. */
    @FunctionalInterface
    interface Errand {
        JsonNode apply(Stage stage, long roomid, Fields body);
    }

    ControlCall(String method, String path, String says, Action action) {
        this(
                method,
                path,
                says,
                (Stage stage, long roomid, Fields body) -> stage.with(world -> action.apply(world, roomid, body)));
    }

    /** The roomid in the path, if the call is this one. */
    OptionalLong match(Call call) {
        Matcher matcher =
                Pattern.compile(path.replace("{roomid}", "(\\d{1,15})")).matcher(call.path());
        if (!call.method().equals(method) || !matcher.matches()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(matcher.groupCount() == 0 ? 0 : Long.parseLong(matcher.group(1)));
    }

    String help() {
        return "%-6s %-32s %s".formatted(method, path, says);
    }
}
