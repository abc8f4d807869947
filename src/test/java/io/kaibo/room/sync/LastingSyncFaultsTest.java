package io.kaibo.room.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.room.Announcement;
import io.kaibo.room.RoomItems;
import io.kaibo.room.Sync;
import io.kaibo.sandbox.Fault;
import io.kaibo.sandbox.SandboxControl;
import io.kaibo.testing.Calls;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many rooms go on air, and something fails for as long as three syncs last, with several rooms at work; then it works again. Each room
 * is stored and published all the same.
 */
@QuarkusTest
@WithTestResource(LocalServers.class)
class LastingSyncFaultsTest {

    private static final String LIVE_INFO = "/wxa/business/getliveinfo";
    private static final int ROOMS = 40;
    private static final int SYNCS = 3;

    @Inject
    Sync sync;

    @Inject
    World world;

    private List<String> rooms;

    @BeforeEach
    void manyRoomsGoOnAir() {
        world.clean();
        List<Long> numbers = IntStream.range(0, ROOMS)
                .mapToObj(room ->
                        world.sandbox().createRoom(Map.of("live_status", 102)).roomid())
                .toList();
        rooms = numbers.stream().map(number -> "wx-" + number).toList();
        sync.whole();
        world.takeMessages(Announcement.QUEUE);
        numbers.forEach(number -> world.sandbox().moveRoom(number, 101));
        Calls.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DynamoDb.BatchGetItem", "DynamoDb.UpdateItem", "Sqs.SendMessage"})
    void aServiceThatIsAwayDelaysEachRoomAndLosesNone(String down) {
        Calls.listen(call -> {
            if (call.equals(down)) {
                throw new IllegalStateException("planned");
            }
        });
        lasts();
        assertThat(world.takeMessages(Announcement.QUEUE)).as("while it lasts").isEmpty();
        isOver();
        assertThat(published()).containsExactlyInAnyOrderElementsOf(rooms);
    }

    @Test
    void aTableWhoseAnswersAreLostPublishesEachRoomOnce() {
        loseAnswersOf("DynamoDb.UpdateItem");
        lasts();
        isOver();
        assertThat(published()).containsExactlyInAnyOrderElementsOf(rooms);
    }

    /** A message may be there though its send threw: consumers take each announcement once, however often it comes. */
    @Test
    void aQueueWhoseAnswersAreLostHasEachRoomAtLeastOnce() {
        loseAnswersOf("Sqs.SendMessage");
        lasts();
        isOver();
        assertThat(published()).hasSizeGreaterThanOrEqualTo(ROOMS).containsOnly(rooms.toArray(String[]::new));
    }

    static List<Fault> ofWeChat() {
        return List.of(new Fault.Fail(502), new Fault.Refuse(-1), new Fault.Refuse(40001), new Fault.Say("null"));
    }

    @ParameterizedTest
    @MethodSource("ofWeChat")
    void aWeChatThatGivesNoListDelaysEachRoomAndLosesNone(Fault fault) {
        world.sandbox().fault(LIVE_INFO, fault, 0, 0);
        lasts();
        assertThat(Calls.count("DynamoDb.UpdateItem")).isZero();
        isOver();
        assertThat(published()).containsExactlyInAnyOrderElementsOf(rooms);
    }

    @Test
    void aTokenThatCannotBeHadDelaysEachRoomAndLosesNone() {
        world.sandbox().endTokens(SandboxControl.TokenEnd.REVOKE);
        world.sandbox().fault("/cgi-bin/stable_token", new Fault.Refuse(40125), 0, 0);
        lasts();
        isOver();
        assertThat(published()).containsExactlyInAnyOrderElementsOf(rooms);
    }

    private static void loseAnswersOf(String lost) {
        Calls.afterEach(call -> {
            if (call.equals(lost)) {
                throw new IllegalStateException("planned: it took effect, and its answer is lost");
            }
        });
    }

    private void lasts() {
        for (int pass = 0; pass < SYNCS; pass++) {
            try {
                sync.recent();
            } catch (RuntimeException expected) {
                // the invocation ended in an error, as it may: what counts is what it leaves behind
            }
        }
    }

    /** The fault is over, and so is every publish lease. */
    private void isOver() {
        world.sandbox().clearFaults();
        Calls.reset();
        world.clock().advance(Duration.ofMinutes(4));
        assertThat(sync.recent().failed()).isZero();
        assertThat(rooms)
                .allSatisfy(room -> assertThat(world.item(RoomItems.TABLE, room, "HEAD")
                                .get("room")
                                .m()
                                .get("liveStatus")
                                .n())
                        .isEqualTo("101"));
    }

    private List<String> published() {
        return world.takeMessages(Announcement.QUEUE).stream()
                .map(message -> message.path("roomId"))
                .map(JsonNode::asText)
                .toList();
    }
}
