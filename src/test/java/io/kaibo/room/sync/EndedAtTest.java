package io.kaibo.room.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.room.RoomHead;
import io.kaibo.room.RoomId;
import io.kaibo.room.Rooms;
import io.kaibo.room.Sync;
import io.kaibo.testing.Calls;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Since when a room is over, as its head says it: the first reading counts, and no later one moves it. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class EndedAtTest {

    @Inject
    Sync sync;

    @Inject
    World world;

    @Inject
    Rooms rooms;

    private long room;

    @BeforeEach
    void aLiveRoom() {
        world.clean();
        world.clock().stop();
        room = world.sandbox().createRoom(Map.of("live_status", 101)).roomid();
        world.sandbox().createRoom(Map.of("live_status", 102));
        sync.whole();
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 102, 105, 106})
    void aRoomThatIsNotOverHasNoEnd(int status) {
        world.sandbox().moveRoom(room, status);
        later();
        sync.recent();
        assertThat(head().endedAt()).isNull();
        assertThat(head().wasOverBefore(Instant.MAX)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {103, 104, 107})
    void theFirstReadingThatItIsOverStands(int status) {
        Instant ended = end(status);
        assertThat(head().endedAt()).isEqualTo(ended);
        assertThat(head().wasOverBefore(ended)).isFalse();
        assertThat(head().wasOverBefore(ended.plusMillis(1))).isTrue();

        changeTwice();
        assertThat(head().endedAt()).isEqualTo(ended);
    }

    @Test
    void withoutTheConditionALaterReadingMovesIt() {
        Instant ended = end(103);
        Calls.rewrite(EndedAtTest::alwaysSet);
        changeTwice();
        assertThat(head().endedAt()).isAfter(ended);
    }

    @Test
    void aRoomThatIsHiddenIsOverSinceThen() {
        Instant hidden = hide();
        assertThat(head().endedAt()).isNull();
        assertThat(head().wasOverBefore(hidden)).isFalse();
        assertThat(head().wasOverBefore(hidden.plusMillis(1))).isTrue();

        Instant shown = later();
        world.sandbox().createRoom(Map.of("roomid", room, "live_status", 103));
        sync.recent();
        assertThat(head().hiddenAt()).isNull();
        assertThat(head().endedAt()).isEqualTo(hidden).isBefore(shown);
    }

    @Test
    void aRoomThatIsListedAgainWasNotOver() {
        hide();
        later();
        world.sandbox().createRoom(Map.of("roomid", room, "live_status", 101));
        sync.recent();
        assertThat(head().wasOverBefore(Instant.MAX)).isFalse();

        Instant ended = end(103);
        assertThat(head().endedAt()).isEqualTo(ended);
    }

    /** @return when it was read to be over */
    private Instant end(int status) {
        world.sandbox().moveRoom(room, status);
        Instant readAt = later();
        sync.recent();
        return readAt;
    }

    /** Something else of the room is read, and then that it is over by another reason. */
    private void changeTwice() {
        later();
        world.sandbox().editRoom(room, Map.of("name", "谢谢观看"));
        sync.recent();
        later();
        world.sandbox().moveRoom(room, 104);
        world.sandbox().editRoom(room, Map.of("anchor_name", "小棠"));
        sync.recent();
        assertThat(head().room().name()).isEqualTo("谢谢观看");
        assertThat(head().room().anchorName()).isEqualTo("小棠");
    }

    /** @return when it was hidden */
    private Instant hide() {
        world.sandbox().deleteRoom(room);
        later();
        sync.whole();
        later();
        sync.whole();
        return Objects.requireNonNull(head().hiddenAt());
    }

    private Instant later() {
        world.clock().advance(Duration.ofSeconds(30));
        return world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private RoomHead head() {
        return rooms.known(RoomId.ofWeChat(room));
    }

    private static SdkRequest alwaysSet(SdkRequest request) {
        return request instanceof UpdateItemRequest update
                ? update.toBuilder()
                        .updateExpression(update.updateExpression()
                                .replace("if_not_exists(endedAt, if_not_exists(hiddenAt, :readAt))", ":readAt"))
                        .build()
                : request;
    }
}
