package io.kaibo.room.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.room.RoomItems;
import io.kaibo.room.Sync;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sync that stalls between its reading and its writing, while another one is quicker. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class StaleReadingTest {

    private static final String LIVE_INFO = "WeChat./wxa/business/getliveinfo";

    @Inject
    Sync sync;

    @Inject
    World world;

    private long room;

    @BeforeEach
    void aRoomThatIsAboutToChange() {
        world.clean();
        room = world.sandbox()
                .createRoom(Map.of("live_status", 102, "name", "第一版", "goods", List.of(goods(1))))
                .roomid();
        sync.recent();
        world.sandbox().editRoom(room, Map.of("name", "第二版", "goods", List.of(goods(2))));
        Calls.reset();
    }

    @Test
    void anOlderReadingNeverOverwritesANewerWrittenOne() {
        stallBeforeTheFirst("DynamoDb.UpdateItem");
        sync.recent();
        assertNewest();
    }

    @Test
    void withoutTheConditionAnOlderReadingOverwritesANewerOne() {
        Calls.rewrite(Conditions::stripped);
        stallBeforeTheFirst("DynamoDb.UpdateItem");
        sync.recent();
        assertThat(world.item(RoomItems.TABLE, "wx-" + room, "HEAD")
                        .get("room")
                        .m()
                        .get("name")
                        .s())
                .isEqualTo("第二版");
    }

    @Test
    void aPageThatWasReadTooLongAgoIsReadAgain() {
        AtomicBoolean stalled = new AtomicBoolean();
        Calls.listen(call -> {
            if (call.equals("DynamoDb.BatchGetItem") && stalled.compareAndSet(false, true)) {
                world.clock().advance(Duration.ofSeconds(11));
            }
        });
        SyncReport report = sync.recent();
        assertThat(report.pages()).isEqualTo(2);
        assertThat(Calls.count(LIVE_INFO)).isEqualTo(2);
        assertThat(report.changed()).isEqualTo(1);
    }

    @Test
    void aPageThatWasReadBeforeTheClockWasSetBackIsReadAgain() {
        AtomicBoolean setBack = new AtomicBoolean();
        Calls.listen(call -> {
            if (call.equals("DynamoDb.BatchGetItem") && setBack.compareAndSet(false, true)) {
                world.clock().advance(Duration.ofMinutes(-1));
            }
        });
        assertThat(sync.recent().pages()).isEqualTo(2);
        assertThat(Calls.count(LIVE_INFO)).isEqualTo(2);
    }

    @Test
    void aStalledSyncWithAnOldReadingChangesNothing() {
        AtomicBoolean stalled = new AtomicBoolean();
        Calls.listen(call -> {
            if (call.equals("DynamoDb.BatchGetItem") && stalled.compareAndSet(false, true)) {
                changeAndSyncElsewhere();
                world.clock().advance(Duration.ofSeconds(11));
            }
        });
        assertThat(sync.recent().changed()).isZero();
        assertNewest();
    }

    /** The other sync reads a third version, and has written it when the first goes on. */
    private void stallBeforeTheFirst(String stalledCall) {
        AtomicBoolean stalled = new AtomicBoolean();
        Calls.listen(call -> {
            if (call.equals(stalledCall) && stalled.compareAndSet(false, true)) {
                changeAndSyncElsewhere();
            }
        });
    }

    private void changeAndSyncElsewhere() {
        world.sandbox().editRoom(room, Map.of("name", "第三版", "goods", List.of(goods(3))));
        sync.recent();
    }

    private void assertNewest() {
        var head = world.item(RoomItems.TABLE, "wx-" + room, "HEAD");
        var shelf = world.item(RoomItems.TABLE, "wx-" + room, "GOODS");
        assertThat(head.get("room").m().get("name").s()).isEqualTo("第三版");
        assertThat(shelf.get("goods").l().getFirst().m().get("id").n()).isEqualTo("3");
    }

    private static Map<String, ?> goods(long id) {
        return Map.of("goods_id", id, "name", "手冲壶", "price", 990, "price_type", 1);
    }
}
