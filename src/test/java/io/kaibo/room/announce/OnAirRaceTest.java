package io.kaibo.room.announce;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.room.Announcement;
import io.kaibo.room.Sync;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.Exhaustive;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Together;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two syncs at once, the schedule's and the button's, over a room that goes on air. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class OnAirRaceTest {

    @Inject
    Sync sync;

    @Inject
    World world;

    @BeforeEach
    void clean() {
        world.clean();
    }

    private static final int RUNS = Exhaustive.size(1_000, 100);

    @Test
    void overManyRunsEachRoomIsPublishedExactlyOnce() throws Exception {
        Map<String, Long> messages = race(RUNS);
        assertThat(messages).hasSize(RUNS);
        assertThat(messages.values()).containsOnly(1L);
    }

    @Test
    void withoutTheConditionSomeArePublishedTwice() throws Exception {
        Calls.rewrite(Conditions.stripping(OnAirTable.FIRST_AND_NOT_SILENT));
        Map<String, Long> messages = race(100);
        assertThat(messages).hasSize(100);
        assertThat(messages.values()).contains(2L);
    }

    private Map<String, Long> race(int runs) throws Exception {
        for (int run = 0; run < runs; run++) {
            long room = world.sandbox().createRoom(Map.of("live_status", 101)).roomid();
            Together.run(List.of(sync::recent, sync::whole));
            world.sandbox().deleteRoom(room);
        }
        return world.takeMessages(Announcement.QUEUE).stream()
                .collect(groupingBy(message -> message.path("roomId").asText(), counting()));
    }
}
