package io.kaibo.room.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaibo.room.Announcement;
import io.kaibo.room.Sync;
import io.kaibo.sandbox.Fault;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two syncs that find the same lapsed lease. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class TakeOverTest {

    @Inject
    Sync sync;

    @Inject
    World world;

    @BeforeEach
    void aRoomWentOnAirAndItsWriterCrashedBeforeItPublished() {
        world.clean();
        world.sandbox().createRoom(Map.of("live_status", 101));
        Calls.listen(call -> {
            if (call.equals("Sqs.SendMessage")) {
                throw new IllegalStateException("the writer is gone");
            }
        });
        assertThatThrownBy(sync::recent).isNotNull();
        Calls.reset();
        world.clock().advance(Duration.ofMinutes(4));
    }

    @Test
    void oneOfThemPublishes() {
        twoTakeOver();
        assertThat(world.takeMessages(Announcement.QUEUE)).hasSize(1);
    }

    @Test
    void withoutTheConditionBothPublish() {
        Calls.rewrite(Conditions.stripping(OnAirTable.STILL_LAPSED));
        twoTakeOver();
        assertThat(world.takeMessages(Announcement.QUEUE)).hasSize(2);
    }

    @Test
    void aLeaseThatLivesIsLeftAlone() {
        sync.recent();
        assertThat(world.takeMessages(Announcement.QUEUE)).hasSize(1);
        world.clock().advance(Duration.ofMinutes(4));
        sync.recent();
        assertThat(world.takeMessages(Announcement.QUEUE)).isEmpty();
    }

    @Test
    void aLapsedLeaseIsPublishedThoughWeChatDoesNotGiveItsList() {
        world.sandbox().fault("/wxa/business/getliveinfo", new Fault.Fail(500), 0, 0);
        assertThatThrownBy(sync::recent).hasStackTraceContaining("getliveinfo: Unanswered");
        assertThat(world.takeMessages(Announcement.QUEUE)).hasSize(1);
    }

    /** The second one runs whole while the first has found the lease and not taken it yet. */
    private void twoTakeOver() {
        AtomicBoolean inside = new AtomicBoolean();
        Calls.listen(call -> {
            // after the queries for replays and for leases
            if (call.equals("DynamoDb.UpdateItem")
                    && Calls.count("DynamoDb.Query") == 2
                    && inside.compareAndSet(false, true)) {
                sync.recent();
            }
        });
        sync.recent();
    }
}
