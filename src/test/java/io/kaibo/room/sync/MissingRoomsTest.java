package io.kaibo.room.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.room.RoomItems;
import io.kaibo.room.RoomTable;
import io.kaibo.room.Sync;
import io.kaibo.sandbox.Fault;
import io.kaibo.sandbox.Room;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Output;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.kaibo.wechat.LiveRooms;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rooms that WeChat no longer lists, and rooms that it seems not to list. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class MissingRoomsTest {

    private static final String LIVE_INFO = "WeChat./wxa/business/getliveinfo";

    @Inject
    Sync sync;

    @Inject
    World world;

    @Inject
    Http http;

    @Inject
    LiveRooms weChat;

    @BeforeEach
    void clean() {
        world.clean();
    }

    @Test
    void aRoomIsHiddenWhenTwoWholePassesMissIt() {
        long kept = room();
        long deleted = room();
        sync.whole();
        world.sandbox().deleteRoom(deleted);

        assertThat(sync.whole())
                .extracting(SyncReport::missing, SyncReport::hidden)
                .containsExactly(1, 0);
        assertThat(status(deleted)).isEqualTo(200);
        assertThat(sync.whole())
                .extracting(SyncReport::missing, SyncReport::hidden)
                .containsExactly(0, 1);
        assertThat(status(deleted)).isEqualTo(404);
        assertThat(status(kept)).isEqualTo(200);
        assertThat(listed()).containsExactly("wx-" + kept);

        Http.Answer seenByOperators =
                http.get("/admin/rooms/wx-" + deleted).asOperator().to("room-admin");
        assertThat(seenByOperators.status()).isEqualTo(200);
        assertThat(seenByOperators.body().at("/room/hiddenAt").asText()).isNotEmpty();

        Calls.reset();
        assertThat(sync.whole())
                .extracting(SyncReport::missing, SyncReport::hidden)
                .containsExactly(0, 0);
        assertThat(Calls.writes()).isZero();
    }

    @Test
    void recentPassesHideNothing() {
        room();
        long deleted = room();
        sync.whole();
        world.sandbox().deleteRoom(deleted);
        sync.recent();
        sync.recent();
        sync.recent();
        assertThat(status(deleted)).isEqualTo(200);
    }

    @Test
    void aSightingClearsTheMarkAndShowsAHiddenRoomAgain() {
        Room room = world.sandbox().createRoom(Map.of("live_status", 102));
        long kept = room();
        sync.whole();
        world.sandbox().deleteRoom(room.roomid());
        sync.whole();
        world.sandbox().createRoom(Map.of("roomid", room.roomid(), "live_status", 102));
        sync.recent();
        assertThat(world.item(RoomItems.TABLE, "wx-" + room.roomid(), "HEAD")).doesNotContainKey("missingSince");

        world.sandbox().deleteRoom(room.roomid());
        assertThat(sync.whole().hidden()).isZero();
        assertThat(sync.whole().hidden()).isEqualTo(1);
        world.sandbox().createRoom(Map.of("roomid", room.roomid(), "live_status", 102));
        sync.recent();
        assertThat(status(room.roomid())).isEqualTo(200);
        assertThat(listed()).containsExactlyInAnyOrder("wx-" + room.roomid(), "wx-" + kept);
    }

    @Test
    void aPassThatBeganBeforeTheMarkDoesNotHide() {
        missedByTwoPassesOneInsideTheOther();
        assertThat(world.items(RoomItems.TABLE))
                .isNotEmpty()
                .allSatisfy(item -> assertThat(item).doesNotContainKey("hiddenAt"));
    }

    @Test
    void withoutTheConditionAPassFromBeforeTheMarkHides() {
        Calls.rewrite(Conditions.stripping(MissingTable.MISSED_AGAIN));
        missedByTwoPassesOneInsideTheOther();
        assertThat(world.items(RoomItems.TABLE))
                .anySatisfy(item -> assertThat(item).containsKey("hiddenAt"));
    }

    @Test
    void theMarkOfAQuickerPassStands() {
        aRoomIsDeleted();
        assertThat(whileAnotherPassIsQuicker().missing()).isZero();
    }

    @Test
    void withoutTheConditionTheRoomWouldBeMarkedAnew() {
        aRoomIsDeleted();
        Calls.rewrite(Conditions.stripping(MissingTable.MISSED_FIRST));
        assertThat(whileAnotherPassIsQuicker().missing()).isEqualTo(1);
    }

    @Test
    void aRoomThatAQuickerPassHidIsNotHiddenAnew() {
        aRoomIsDeleted();
        sync.whole();
        assertThat(whileAnotherPassIsQuicker().hidden()).isZero();
    }

    @Test
    void withoutTheConditionAHiddenRoomIsHiddenAnew() {
        aRoomIsDeleted();
        sync.whole();
        Calls.rewrite(Conditions.stripping(MissingTable.MISSED_AGAIN));
        assertThat(whileAnotherPassIsQuicker().hidden()).isEqualTo(1);
    }

    @Test
    void aRoomThatCameDuringAPassIsNotMissing() {
        aRoomComesBehindThePassesBack();
        assertThat(world.items(RoomItems.TABLE))
                .isNotEmpty()
                .allSatisfy(item -> assertThat(item).doesNotContainKey("missingSince"));
    }

    @Test
    void withoutTheConditionARoomThatCameDuringAPassIsMissing() {
        Calls.rewrite(Conditions.stripping(MissingTable.MISSED_FIRST));
        aRoomComesBehindThePassesBack();
        assertThat(world.items(RoomItems.TABLE))
                .anySatisfy(item -> assertThat(item).containsKey("missingSince"));
    }

    @Test
    void aSightingThatIsOlderThanTheMissBringsNothingBack() {
        long deleted = seenBeforeItWasDeletedAndHidden();
        assertThat(status(deleted)).isEqualTo(404);
    }

    @Test
    void withoutTheConditionAnOlderSightingBringsARoomBack() {
        Calls.rewrite(Conditions.stripping(RoomTable.NEWER_THAN_ITS_MISS));
        long deleted = seenBeforeItWasDeletedAndHidden();
        assertThat(status(deleted)).isEqualTo(200);
    }

    /** A sync read the room, and stalls before it writes its new name, while the room is deleted and missed twice. */
    private long seenBeforeItWasDeletedAndHidden() {
        room();
        long deleted = room();
        sync.whole();
        world.sandbox().editRoom(deleted, Map.of("name", "改期专场"));
        AtomicBoolean inside = new AtomicBoolean();
        Calls.listen(call -> {
            if (call.equals("DynamoDb.UpdateItem") && inside.compareAndSet(false, true)) {
                world.sandbox().deleteRoom(deleted);
                sync.whole();
                assertThat(sync.whole().hidden()).isEqualTo(1);
            }
        });
        sync.recent();
        return deleted;
    }

    private void aRoomIsDeleted() {
        long deleted = room();
        room();
        sync.whole();
        world.sandbox().deleteRoom(deleted);
    }

    /** Before the first write of a pass, another one that misses the same room has written so. */
    private SyncReport whileAnotherPassIsQuicker() {
        AtomicBoolean inside = new AtomicBoolean();
        Calls.listen(call -> {
            if (call.equals("DynamoDb.UpdateItem") && inside.compareAndSet(false, true)) {
                SyncReport quicker = sync.whole();
                assertThat(quicker.missing() + quicker.hidden()).isEqualTo(1);
            }
        });
        SyncReport slower = sync.whole();
        assertThat(inside).isTrue();
        return slower;
    }

    /** After the pass has read the only page, another sync sees a new room. */
    private void aRoomComesBehindThePassesBack() {
        room();
        sync.whole();
        AtomicBoolean inside = new AtomicBoolean();
        Calls.listen(call -> {
            if (call.equals("DynamoDb.BatchGetItem") && inside.compareAndSet(false, true)) {
                room();
                sync.recent();
            }
        });
        assertThat(sync.whole().rooms()).isEqualTo(1);
    }

    private void missedByTwoPassesOneInsideTheOther() {
        aRoomIsDeleted();
        AtomicBoolean inside = new AtomicBoolean();
        Calls.listen(call -> {
            if (call.equals("DynamoDb.BatchGetItem") && inside.compareAndSet(false, true)) {
                sync.whole();
            }
        });
        sync.whole();
    }

    /**
     * While a pass is between its first and its second page a room of the first page is deleted, so that everything
     * behind it moves up and one room slips through between the pages. It comes back at the end of the list, so that the
     * total is as before when the next page is read.
     */
    @Test
    void aListThatShiftsWhileTwoPassesReadItHidesNothing() {
        world.sandbox().fill(250);
        sync.whole();
        AtomicInteger reads = new AtomicInteger();
        Calls.listen(call -> {
            if (call.equals(LIVE_INFO) && reads.incrementAndGet() % 3 == 2) {
                moveARoomFromTheFirstPageToTheEnd();
            }
        });
        for (int pass = 0; pass < 2; pass++) {
            SyncReport report = sync.whole();
            assertThat(report.steady()).isFalse();
            assertThat(report)
                    .extracting(SyncReport::missing, SyncReport::hidden)
                    .containsExactly(0, 0);
        }
        assertThat(reads.get()).isGreaterThanOrEqualTo(18);
        Calls.reset();
        assertThat(sync.whole())
                .extracting(SyncReport::steady, SyncReport::missing)
                .containsExactly(true, 0);
    }

    @Test
    void anEmptyAnswerInTheMiddleOfTheListHidesNothing() {
        world.sandbox().fill(250);
        sync.whole();
        for (int pass = 0; pass < 2; pass++) {
            // each of the three attempts of a pass reads one page, and is then told that there is no room
            for (int attempt = 0; attempt < 3; attempt++) {
                world.sandbox().fault("/wxa/business/getliveinfo", new Fault.Refuse(9410000), 1 + 2 * attempt, 1);
            }
            assertThat(sync.whole())
                    .extracting(SyncReport::steady, SyncReport::missing, SyncReport::hidden)
                    .containsExactly(false, 0, 0);
            world.sandbox().clearFaults();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {9410000, 1})
    void aListThatIsSaidToBeEmptyHidesNothingAndAnAlarmHearsOfIt(int errcode) {
        long first = room();
        long second = room();
        sync.whole();
        world.sandbox().fault("/wxa/business/getliveinfo", new Fault.Refuse(errcode), 0, 0);
        Calls.reset();
        for (int pass = 0; pass < 3; pass++) {
            List<String> log = Output.of(() -> assertThat(sync.whole())
                    .extracting(SyncReport::missing, SyncReport::hidden, SyncReport::withheld)
                    .containsExactly(0, 0, 2));
            assertThat(log)
                    .filteredOn(line -> line.contains("\"RoomSyncWithheld\":2"))
                    .hasSize(1);
        }
        assertThat(Calls.writes()).isZero();
        assertThat(listed()).containsExactlyInAnyOrder("wx-" + first, "wx-" + second);
    }

    @Test
    void aListThatLacksMostRoomsHidesNoneAndOneThatLacksHalfOfThemHidesThese() {
        List<Long> rooms = List.of(room(), room(), room(), room());
        sync.whole();
        world.sandbox().deleteRoom(rooms.get(0));
        world.sandbox().deleteRoom(rooms.get(1));
        world.sandbox().deleteRoom(rooms.get(2));
        sync.whole();
        assertThat(sync.whole())
                .extracting(SyncReport::missing, SyncReport::hidden, SyncReport::withheld)
                .containsExactly(0, 0, 3);
        world.sandbox().createRoom(Map.of("roomid", rooms.get(2), "live_status", 102));
        assertThat(sync.whole())
                .extracting(SyncReport::missing, SyncReport::hidden, SyncReport::withheld)
                .as("what the passes before missed does not count")
                .containsExactly(2, 0, 0);
        assertThat(sync.whole().hidden()).isEqualTo(2);
        assertThat(listed()).containsExactlyInAnyOrder("wx-" + rooms.get(2), "wx-" + rooms.get(3));
    }

    @Test
    void anOperatorSaysThatMostRoomsAreGoneAndTwoPassesHideThem() {
        long deleted = room();
        sync.whole();
        world.sandbox().deleteRoom(deleted);
        assertThat(button("").path("withheld").asInt()).isEqualTo(1);
        assertThat(button("?hideMost=false").path("withheld").asInt()).isEqualTo(1);
        assertThat(button("?hideMost=true").path("missing").asInt()).isEqualTo(1);
        assertThat(status(deleted)).isEqualTo(200);
        assertThat(button("?hideMost=true").path("hidden").asInt()).isEqualTo(1);
        assertThat(status(deleted)).isEqualTo(404);
    }

    private JsonNode button(String query) {
        return http.post("/admin/rooms/sync" + query)
                .asOperator()
                .to("room-admin")
                .body();
    }

    @Test
    void pagingByOffsetAloneWouldMissARoom() {
        // the control: the same shift, read as the documentation has it
        world.sandbox().fill(250);
        Set<Long> all =
                new HashSet<>(world.sandbox().rooms().stream().map(Room::roomid).toList());
        Set<Long> read = new HashSet<>();
        SetupCalls.run(() -> {
            for (int start = 0; start < 250; start += LiveRooms.PAGE) {
                if (start == LiveRooms.PAGE) {
                    moveARoomFromTheFirstPageToTheEnd();
                }
                weChat.readPage(start)
                        .rooms()
                        .forEach(room -> read.add(room.number().getAsLong()));
            }
        });
        assertThat(all).hasSize(250);
        assertThat(read).hasSize(249);
    }

    private void moveARoomFromTheFirstPageToTheEnd() {
        List<Room> rooms = world.sandbox().rooms();
        long start = rooms.getLast().startTime() - 3600;
        world.sandbox().editRoom(rooms.get(50).roomid(), Map.of("start_time", start, "end_time", start + 1800));
    }

    private long room() {
        return world.sandbox().createRoom(Map.of("live_status", 102)).roomid();
    }

    private int status(long roomId) {
        return http.get("/rooms/wx-" + roomId).to("room-api").status();
    }

    private List<String> listed() {
        return http.get("/rooms").to("room-api").body().path("rooms").findValuesAsText("id");
    }
}
