package io.kaibo.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Deployment;
import io.kaibo.aws.Item;
import io.kaibo.aws.Tables;
import io.kaibo.testing.TestClock;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** How often, and how, the head of a room is read, which all of its viewers and pages need. */
class RoomsTest {

    private static final RoomId ROOM = new RoomId("wx-10");
    private static final RoomId NO_ROOM = new RoomId("wx-404");

    private static final Map<String, AttributeValue> HEAD = head();

    private final List<Boolean> consistently = new ArrayList<>();
    private final TestClock clock = new TestClock();
    private Rooms heads;

    /** DynamoDB with every room but one. */
    private final class ManyRooms implements DynamoDbClient {
        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            consistently.add(request.consistentRead());
            return GetItemResponse.builder()
                    .item(request.key().get("pk").equals(Item.of(NO_ROOM.value())) ? null : HEAD)
                    .build();
        }

        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void anInstance() {
        RoomConfig config = new SmallRyeConfigBuilder()
                .withMapping(RoomConfig.class)
                // the clock runs
                .withDefaultValue("kaibo.room.head-kept", "PT1H")
                .build()
                .getConfigMapping(RoomConfig.class);
        Deployment deployment =
                new Deployment(Optional.of("dev"), "us-east-1", Optional.empty(), true, Optional.empty());
        heads = new Rooms(new HeadTable(new Tables(new ManyRooms(), deployment)), config, clock);
        // the look that opens the connection
        assertThat(consistently).containsExactly(false);
        consistently.clear();
    }

    @Test
    void manyViewersAreOneReadAndNoConsistentOne() {
        for (int viewer = 0; viewer < 100; viewer++) {
            assertThat(heads.findEventuallyConsistent(ROOM)).isPresent();
        }
        assertThat(consistently).containsExactly(false);
        clock.advance(Duration.ofMinutes(61));
        heads.findEventuallyConsistent(ROOM);
        assertThat(consistently).containsExactly(false, false);
    }

    @Test
    void theLookAfterAWriteIsAlwaysARead() {
        heads.findEventuallyConsistent(ROOM);
        heads.findConsistently(ROOM);
        heads.findConsistently(ROOM);
        assertThat(consistently).containsExactly(false, true, true);
    }

    @Test
    void aRoomThatIsNotThereIsLookedForEachTime() {
        assertThat(heads.findEventuallyConsistent(NO_ROOM)).isEmpty();
        assertThat(heads.findEventuallyConsistent(NO_ROOM)).isEmpty();
        assertThat(consistently).hasSize(2);
    }

    @Test
    void theNumberOfKeptRoomsIsBounded() {
        heads.findEventuallyConsistent(ROOM);
        for (int other = 0; other < 1_000; other++) {
            heads.findEventuallyConsistent(RoomId.ofWeChat(1_000 + other));
        }
        consistently.clear();
        heads.findEventuallyConsistent(ROOM);
        assertThat(consistently).hasSize(1);
    }

    private static Map<String, AttributeValue> head() {
        Map<String, AttributeValue> head = new HashMap<>(Item.key("wx-10", "HEAD"));
        head.put("asOf", Item.of(Instant.EPOCH));
        head.put(
                "room",
                AttributeValue.fromM(Map.of(
                        "name",
                        Item.of("春日上新"),
                        "anchorName",
                        Item.of("小棠"),
                        "liveStatus",
                        Item.of(102),
                        "startsAt",
                        Item.of(Instant.EPOCH),
                        "endsAt",
                        Item.of(Instant.EPOCH))));
        return head;
    }
}
