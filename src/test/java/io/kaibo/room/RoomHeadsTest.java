package io.kaibo.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.room.OnAir.Kind;
import io.kaibo.testing.Calls;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

@QuarkusTest
@WithTestResource(LocalServers.class)
class RoomHeadsTest {

    @Inject
    RoomHeads heads;

    @Inject
    Sync sync;

    @Inject
    World world;

    @BeforeEach
    void clean() {
        world.clean();
    }

    @Test
    void aHeadIsReadConsistentlyByOneCall() {
        RoomId id = RoomId.ofWeChat(
                world.sandbox().createRoom(Map.of("live_status", 102)).roomid());
        sync.recent();
        Calls.reset();
        List<Boolean> consistent = new ArrayList<>();
        Calls.rewrite(request -> {
            consistent.add(request instanceof GetItemRequest get && Boolean.TRUE.equals(get.consistentRead()));
            return request;
        });
        assertThat(heads.consistently(id)).hasValueSatisfying(head -> {
            assertThat(head.room().status()).isEqualTo(RoomStatus.UPCOMING);
            assertThat(head.takesReminders(Kind.ON_AIR)).isTrue();
        });
        assertThat(consistent).containsExactly(true);
    }

    @Test
    void ofAnUnknownRoomThereIsNoHead() {
        assertThat(heads.consistently(RoomId.ofWeChat(1))).isEmpty();
    }

    @Test
    void aRoomIsAnnouncedForAsLongAsItsMessageSays() {
        RoomId id = RoomId.ofWeChat(
                world.sandbox().createRoom(Map.of("live_status", 101)).roomid());
        sync.recent();
        RoomHead head = heads.consistently(id).orElseThrow();
        Instant last =
                Instant.parse(world.published().getFirst().path("notAfter").asText());
        assertThat(heads.isOver(head, Kind.ON_AIR, last)).isFalse();
        assertThat(heads.isOver(head, Kind.ON_AIR, last.plus(Duration.ofMillis(1))))
                .isTrue();
    }
}
