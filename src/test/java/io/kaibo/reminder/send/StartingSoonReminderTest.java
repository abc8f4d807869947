package io.kaibo.reminder.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.reminder.Reminding;
import io.kaibo.room.Announcement;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A second reminder, before the planned start: its own template, its own accept. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class StartingSoonReminderTest {

    private static final String LIN = "o-lin";

    @Inject
    Reminding reminding;

    @Inject
    World world;

    private long room;
    private long start;

    @BeforeEach
    void aRoomInAnHourWithOneSubscriberToBoth() {
        reminding.clean();
        start = at(Duration.ofMinutes(60));
        room = reminding.room(Map.of("start_time", start, "end_time", at(Duration.ofHours(3))));
        reminding.startsSoon(room, 30);
        world.sandbox().accept(LIN, Reminding.TEMPLATE, 1);
        world.sandbox().accept(LIN, Reminding.SOON_TEMPLATE, 1);
        assertThat(reminding.subscribe(LIN, room).status()).isEqualTo(200);
        assertThat(reminding
                        .subscribe(LIN, room, "?kind=starting-soon", Reminding.SOON_TEMPLATE)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aSubscriberIsToldOnceBeforeAndOnceOnAir() {
        pass(Duration.ofMinutes(29));
        assertThat(told()).isEmpty();
        pass(Duration.ofMinutes(2));
        pass(Duration.ofMinutes(1));
        assertThat(told()).containsExactly(Reminding.SOON_TEMPLATE);
        assertThat(reminding
                        .numbers(room, Announcement.Kind.STARTING_SOON)
                        .path("sent")
                        .asInt())
                .isEqualTo(1);
        world.sandbox().moveRoom(room, 101);
        pass(Duration.ofMinutes(1));
        assertThat(told()).containsExactly(Reminding.SOON_TEMPLATE, Reminding.TEMPLATE);
    }

    @Test
    void aViewerWhoAsksAfterItWasPublishedIsTooLate() {
        pass(Duration.ofMinutes(31));
        assertThat(reminding
                        .subscribe("o-late", room, "?kind=starting-soon", Reminding.SOON_TEMPLATE)
                        .status())
                .isEqualTo(409);
        assertThat(reminding.subscribe("o-late", room).status()).isEqualTo(200);
    }

    @Test
    void aSubscriberIsToldBeforeTheNewTimeOfAPostponedRoom() {
        world.clock().advance(Duration.ofMinutes(31));
        reminding.sync();
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, 3);
        world.sandbox().editRoom(room, Map.of("start_time", at(Duration.ofMinutes(120))));
        reminding.sync();
        reminding.everythingArrives();
        assertThat(told()).as("before the time that does not hold any more").isEmpty();
        assertThat(reminding
                        .numbers(room, Announcement.Kind.STARTING_SOON)
                        .path("waiting")
                        .asInt())
                .isEqualTo(1);
        pass(Duration.ofMinutes(60));
        assertThat(told()).containsExactly(Reminding.SOON_TEMPLATE);
        pass(Duration.ofMinutes(5));
        assertThat(told()).hasSize(1);
    }

    /** Their wait was over, and no message is sent for a wait that is over. */
    @Test
    void subscribersOfARoomThatIsPutOffAfterItsStartAreNotToldAgain() {
        world.clock().advance(Duration.ofMinutes(31));
        reminding.sync();
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, 3);
        pass(Duration.ofMinutes(30));
        assertThat(reminding
                        .numbers(room, Announcement.Kind.STARTING_SOON)
                        .path("expired")
                        .asInt())
                .isEqualTo(1);
        world.sandbox().editRoom(room, Map.of("start_time", at(Duration.ofMinutes(120))));
        pass(Duration.ofMinutes(1));
        pass(Duration.ofMinutes(40));
        assertThat(told()).isEmpty();
        world.sandbox().moveRoom(room, 101);
        pass(Duration.ofMinutes(1));
        assertThat(told()).as("the other reminder comes all the same").containsExactly(Reminding.TEMPLATE);
    }

    @Test
    void allAreToldOfARoomThatWasPostponedAndMovedBack() {
        world.clock().advance(Duration.ofMinutes(31));
        reminding.sync();
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, 3);
        world.sandbox().editRoom(room, Map.of("start_time", at(Duration.ofMinutes(120))));
        reminding.sync();
        reminding.everythingArrives();
        world.sandbox().accept("o-new", Reminding.SOON_TEMPLATE, 1);
        assertThat(reminding
                        .subscribe("o-new", room, "?kind=starting-soon", Reminding.SOON_TEMPLATE)
                        .status())
                .isEqualTo(200);
        world.sandbox().editRoom(room, Map.of("start_time", start));
        pass(Duration.ofMinutes(1));
        pass(Duration.ofMinutes(1));
        assertThat(reminding.received()).isEqualTo(Map.of(LIN, 1L, "o-new", 1L));
    }

    @Test
    void noSubscriberIsToldThatABegunRoomStartsSoon() {
        world.clock().advance(Duration.ofMinutes(31));
        reminding.sync();
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, 3);
        reminding.goesOnAir(room);
        reminding.everythingArrives();
        assertThat(told()).containsExactly(Reminding.TEMPLATE);
        assertThat(reminding
                        .numbers(room, Announcement.Kind.STARTING_SOON)
                        .path("expired")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void noSubscriberIsToldOfARehearsal() {
        reminding.announcing(room, "{\"announce\":false,\"startingSoonMinutes\":30}");
        pass(Duration.ofMinutes(31));
        world.sandbox().moveRoom(room, 101);
        pass(Duration.ofMinutes(1));
        assertThat(told()).isEmpty();
        assertThat(reminding.subscribe("o-late", room).status()).isEqualTo(409);
    }

    private void pass(Duration time) {
        world.clock().advance(time);
        reminding.sync();
        reminding.everythingArrives();
        reminding.sync();
        reminding.everythingArrives();
    }

    private List<String> told() {
        return world.sandbox().messages().stream()
                .map(message -> message.templateId())
                .toList();
    }

    private static long at(Duration fromNow) {
        return Instant.now().plus(fromNow).getEpochSecond();
    }
}
