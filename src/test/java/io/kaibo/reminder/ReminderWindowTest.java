package io.kaibo.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.room.Announcement.Kind;
import io.kaibo.room.Announcing;
import io.kaibo.room.Room;
import io.kaibo.room.RoomHead;
import io.kaibo.room.SomeRoom;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When reminders can be asked for and sent. */
class ReminderWindowTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant BEFORE = START.minusSeconds(3600);
    private static final Instant WENT_ON_AIR = START.plusSeconds(60);
    private static final Duration ANNOUNCE_FOR = Duration.ofMinutes(30);
    private static final Announcing PLAIN = new Announcing(true, null);
    private static final Announcing SOON = new Announcing(true, 30);
    private static final Announcing SILENT = new Announcing(false, 30);

    @ParameterizedTest
    @CsvSource({
        "101, false",
        "102, true",
        "103, false",
        "104, false",
        "105, false",
        "106, false",
        "107, false",
        "108, false"
    })
    void onlyARoomThatHasNotStartedTakesReminders(int liveStatus, boolean takes) {
        assertThat(window(head(liveStatus, SOON), Kind.ON_AIR).acceptsSubscriptions(BEFORE))
                .isEqualTo(takes);
        assertThat(window(head(liveStatus, SOON), Kind.STARTING_SOON).acceptsSubscriptions(BEFORE))
                .isEqualTo(takes);
    }

    @Test
    void aHiddenOrAnnouncedRoomTakesNoSubscription() {
        for (Kind kind : Kind.values()) {
            assertThat(window(head(room(102), null, START, SOON, null), kind).acceptsSubscriptions(BEFORE))
                    .isFalse();
            assertThat(window(head(room(102), WENT_ON_AIR, null, SOON, null), kind)
                            .acceptsSubscriptions(BEFORE))
                    .isFalse();
        }
    }

    @Test
    void startingSoonAcceptsSubscriptionsUntilItIsPublished() {
        assertThat(window(head(102, PLAIN), Kind.STARTING_SOON).acceptsSubscriptions(BEFORE))
                .isFalse();
        assertThat(window(head(102, PLAIN), Kind.ON_AIR).acceptsSubscriptions(BEFORE))
                .isTrue();
        assertThat(window(head(room(102), null, null, SOON, START), Kind.STARTING_SOON)
                        .acceptsSubscriptions(BEFORE))
                .isFalse();
        assertThat(window(head(room(102), null, null, SOON, START), Kind.ON_AIR).acceptsSubscriptions(BEFORE))
                .isTrue();
        assertThat(window(head(room(102), null, null, SOON, START.minusSeconds(60)), Kind.STARTING_SOON)
                        .acceptsSubscriptions(BEFORE))
                .isTrue();
    }

    @Test
    void aRehearsalTakesThemSinceItMayBeAnnouncedYet() {
        assertThat(window(head(102, SILENT), Kind.ON_AIR).acceptsSubscriptions(BEFORE))
                .isTrue();
        assertThat(window(head(102, SILENT), Kind.STARTING_SOON).acceptsSubscriptions(BEFORE))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "101, true, false",
        "102, true, true",
        "103, false, false",
        "104, false, false",
        "105, true, false",
        "106, true, false",
        "107, false, false"
    })
    void aRoomThatIsOverOrHasBegunAllowsNoSending(int liveStatus, boolean onAir, boolean soon) {
        assertThat(window(head(liveStatus, SOON), Kind.ON_AIR).allowsSending()).isEqualTo(onAir);
        assertThat(window(head(liveStatus, SOON), Kind.STARTING_SOON).allowsSending())
                .isEqualTo(soon);
        assertThat(window(head(liveStatus, SILENT), Kind.ON_AIR).allowsSending())
                .isFalse();
        assertThat(window(head(liveStatus, SILENT), Kind.STARTING_SOON).allowsSending())
                .isFalse();
    }

    @Test
    void nothingIsSentOfARoomThatIsHidden() {
        assertThat(window(head(room(102), null, START, SOON, START), Kind.STARTING_SOON)
                        .allowsSending())
                .isFalse();
        assertThat(window(head(room(101), WENT_ON_AIR, WENT_ON_AIR.plusSeconds(1), SOON, null), Kind.ON_AIR)
                        .allowsSending())
                .isFalse();
    }

    @Test
    void aRoomThatWentOnAirAfterItWasHiddenIsThere() {
        assertThat(window(head(room(102), WENT_ON_AIR, START, SOON, null), Kind.ON_AIR)
                        .allowsSending())
                .isTrue();
    }

    @Test
    void aRoomThatWentOnAirDoesNotStartSoonThoughItsStateIsNotWrittenYet() {
        assertThat(window(head(room(102), WENT_ON_AIR, null, SOON, START), Kind.STARTING_SOON)
                        .allowsSending())
                .isFalse();
    }

    @Test
    void aStartIsPostponedIfItIsNotTheOneThatWasPublished() {
        assertThat(window(head(102, SOON), Kind.STARTING_SOON).isPostponed(START))
                .isFalse();
        assertThat(window(head(102, SOON), Kind.STARTING_SOON).isPostponed(START.minusSeconds(1)))
                .isTrue();
        assertThat(window(head(102, SOON), Kind.ON_AIR).isPostponed(WENT_ON_AIR.plus(ANNOUNCE_FOR)))
                .isFalse();
    }

    @Test
    void onAirIsOverAfterItsTimeOrWithTheRoom() {
        Instant last = WENT_ON_AIR.plus(ANNOUNCE_FOR);
        RoomHead live = head(room(101), WENT_ON_AIR, null, PLAIN, null);
        assertThat(window(live, Kind.ON_AIR).isOver(last)).isFalse();
        assertThat(window(live, Kind.ON_AIR).isOver(last.plusMillis(1))).isTrue();
        assertThat(window(head(102, PLAIN), Kind.ON_AIR).isOver(START.plusSeconds(86_400)))
                .isFalse();
        for (int terminal : new int[] {103, 104, 107}) {
            assertThat(window(head(terminal, PLAIN), Kind.ON_AIR).isOver(START)).isTrue();
        }
    }

    @Test
    void startingSoonIsOverAtTheStartOrWithTheRoom() {
        Instant before = START.minusMillis(1);
        assertThat(window(head(102, SOON), Kind.STARTING_SOON).isOver(before)).isFalse();
        assertThat(window(head(102, SOON), Kind.STARTING_SOON).isOver(START)).isTrue();
        assertThat(window(head(room(102), before, null, SOON, null), Kind.STARTING_SOON)
                        .isOver(before))
                .isTrue();
        for (int begunOrOver : new int[] {101, 103, 104, 105, 106, 107}) {
            assertThat(window(head(begunOrOver, SOON), Kind.STARTING_SOON).isOver(before))
                    .isTrue();
        }
    }

    private static ReminderWindow window(RoomHead head, Kind kind) {
        return new ReminderWindow(head, kind, ANNOUNCE_FOR);
    }

    private static RoomHead head(int liveStatus, Announcing announcing) {
        return head(room(liveStatus), null, null, announcing, null);
    }

    private static RoomHead head(
            Room room,
            @Nullable Instant firstLiveAt,
            @Nullable Instant hiddenAt,
            Announcing announcing,
            @Nullable Instant soonFor) {
        return new RoomHead(room, START, firstLiveAt, null, hiddenAt, hiddenAt, null, announcing, soonFor, null);
    }

    private static Room room(int liveStatus) {
        return SomeRoom.of(liveStatus, START);
    }
}
