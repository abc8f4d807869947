package io.kaibo.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouteTest {

    private final Route replays = new Route(
            "GET",
            "/rooms/{roomId}/replays",
            new Guard.Open(),
            Set.of(),
            Route.BODY_LIMIT,
            false,
            request -> Reply.ok(""));

    @Test
    void aRouteFitsAPathSegmentBySegment() {
        assertThat(replays.matches("/rooms/wx-1/replays")).isTrue();
        assertThat(replays.matches("/rooms/wx-1")).isFalse();
        assertThat(replays.matches("/rooms/wx-1/replays/")).isFalse();
        assertThat(replays.matches("/rooms//replays")).isFalse();
        assertThat(replays.matches("rooms/wx-1/replays")).isFalse();
        assertThat(replays.matches("/Rooms/wx-1/replays")).isFalse();
    }

    @Test
    void aRouteReadsItsVariablesFromTheirPlaces() {
        assertThat(replays.readVariables("/rooms/wx-1/replays")).isEqualTo(Map.of("roomId", "wx-1"));
    }
}
