package io.kaibo.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.room.OnAir.Kind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What other features are told of a room. */
class RoomHeadTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
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
        assertThat(head(liveStatus, SOON).takesReminders(Kind.ON_AIR)).isEqualTo(takes);
        assertThat(head(liveStatus, SOON).takesReminders(Kind.STARTING_SOON)).isEqualTo(takes);
    }

    @Test
    void noneAreTakenOfARoomThatIsUnknownHiddenOrAnnounced() {
        for (Kind kind : Kind.values()) {
            assertThat(head(null, null, null, SOON, null).takesReminders(kind)).isFalse();
            assertThat(head(room(102), null, START, SOON, null).takesReminders(kind))
                    .isFalse();
            assertThat(head(room(102), WENT_ON_AIR, null, SOON, null).takesReminders(kind))
                    .isFalse();
        }
    }

    @Test
    void thoseOfTheStartAreTakenIfThereAreAnyAndUntilTheyArePublishedForThisStart() {
        assertThat(head(102, PLAIN).takesReminders(Kind.STARTING_SOON)).isFalse();
        assertThat(head(102, PLAIN).takesReminders(Kind.ON_AIR)).isTrue();
        assertThat(head(room(102), null, null, SOON, START).takesReminders(Kind.STARTING_SOON))
                .isFalse();
        assertThat(head(room(102), null, null, SOON, START).takesReminders(Kind.ON_AIR))
                .isTrue();
        assertThat(head(room(102), null, null, SOON, START.minusSeconds(60)).takesReminders(Kind.STARTING_SOON))
                .isTrue();
    }

    @Test
    void aRehearsalTakesThemSinceItMayBeAnnouncedYet() {
        assertThat(head(102, SILENT).takesReminders(Kind.ON_AIR)).isTrue();
        assertThat(head(102, SILENT).takesReminders(Kind.STARTING_SOON)).isTrue();
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
    void nobodyIsToldOfARoomThatIsOverNorThatOneStartsSoonWhichHasBegun(int liveStatus, boolean onAir, boolean soon) {
        assertThat(head(liveStatus, SOON).isWorthSending(Kind.ON_AIR)).isEqualTo(onAir);
        assertThat(head(liveStatus, SOON).isWorthSending(Kind.STARTING_SOON)).isEqualTo(soon);
        assertThat(head(liveStatus, SILENT).isWorthSending(Kind.ON_AIR)).isFalse();
        assertThat(head(liveStatus, SILENT).isWorthSending(Kind.STARTING_SOON)).isFalse();
    }

    @Test
    void nobodyIsToldOfARoomThatIsUnknownOrHidden() {
        assertThat(head(null, WENT_ON_AIR, null, SOON, null).isWorthSending(Kind.ON_AIR))
                .isFalse();
        assertThat(head(room(102), null, START, SOON, START).isWorthSending(Kind.STARTING_SOON))
                .isFalse();
        assertThat(head(room(101), WENT_ON_AIR, WENT_ON_AIR.plusSeconds(1), SOON, null)
                        .isWorthSending(Kind.ON_AIR))
                .isFalse();
    }

    @Test
    void aRoomThatWentOnAirAfterItWasHiddenIsThere() {
        assertThat(head(room(102), WENT_ON_AIR, START, SOON, null).isWorthSending(Kind.ON_AIR))
                .isTrue();
    }

    @Test
    void aRoomThatWentOnAirDoesNotStartSoonThoughItsStateIsNotWrittenYet() {
        assertThat(head(room(102), WENT_ON_AIR, null, SOON, START).isWorthSending(Kind.STARTING_SOON))
                .isFalse();
    }

    @Test
    void aStartIsPostponedIfItIsNotTheOneThatWasPublished() {
        assertThat(head(102, SOON).isPostponed(Kind.STARTING_SOON, START)).isFalse();
        assertThat(head(102, SOON).isPostponed(Kind.STARTING_SOON, START.minusSeconds(1)))
                .isTrue();
        assertThat(head(102, SOON).isPostponed(Kind.ON_AIR, WENT_ON_AIR.plus(ANNOUNCE_FOR)))
                .isFalse();
    }

    @Test
    void theTimeOfGoingOnAirIsOverSoLongAfterItOrWhenTheRoomIs() {
        Instant last = WENT_ON_AIR.plus(ANNOUNCE_FOR);
        RoomHead live = head(room(101), WENT_ON_AIR, null, PLAIN, null);
        assertThat(live.isOver(Kind.ON_AIR, last, ANNOUNCE_FOR)).isFalse();
        assertThat(live.isOver(Kind.ON_AIR, last.plusMillis(1), ANNOUNCE_FOR)).isTrue();
        assertThat(head(102, PLAIN).isOver(Kind.ON_AIR, START.plusSeconds(86_400), ANNOUNCE_FOR))
                .isFalse();
        for (int terminal : new int[] {103, 104, 107}) {
            assertThat(head(terminal, PLAIN).isOver(Kind.ON_AIR, START, ANNOUNCE_FOR))
                    .isTrue();
        }
    }

    @Test
    void theTimeOfStartingSoonIsOverAtTheStartOrWhenTheRoomBeginsOrIsOver() {
        Instant before = START.minusMillis(1);
        assertThat(head(102, SOON).isOver(Kind.STARTING_SOON, before, ANNOUNCE_FOR))
                .isFalse();
        assertThat(head(102, SOON).isOver(Kind.STARTING_SOON, START, ANNOUNCE_FOR))
                .isTrue();
        assertThat(head(room(102), before, null, SOON, null).isOver(Kind.STARTING_SOON, before, ANNOUNCE_FOR))
                .isTrue();
        for (int begunOrOver : new int[] {101, 103, 104, 105, 106, 107}) {
            assertThat(head(begunOrOver, SOON).isOver(Kind.STARTING_SOON, before, ANNOUNCE_FOR))
                    .isTrue();
        }
    }

    @Test
    void aRoomStartsSoonFromSoManyMinutesBeforeItsStartUntilThen() {
        Instant first = START.minus(Duration.ofMinutes(30));
        assertThat(SOON.isSoon(START, first.minusMillis(1))).isFalse();
        assertThat(SOON.isSoon(START, first)).isTrue();
        assertThat(SOON.isSoon(START, START.minusMillis(1))).isTrue();
        assertThat(SOON.isSoon(START, START)).isFalse();
        assertThat(PLAIN.isSoon(START, first)).isFalse();
        assertThat(SILENT.isSoon(START, first)).isFalse();
    }

    private static RoomHead head(int liveStatus, Announcing announcing) {
        return head(room(liveStatus), null, null, announcing, null);
    }

    private static RoomHead head(
            @Nullable Room room,
            @Nullable Instant firstLiveAt,
            @Nullable Instant hiddenAt,
            Announcing announcing,
            @Nullable Instant soonFor) {
        return new RoomHead(room, START, firstLiveAt, null, hiddenAt, hiddenAt, announcing, soonFor, null);
    }

    private static Room room(int liveStatus) {
        return new Room(
                RoomId.ofWeChat(1),
                "春日上新",
                "小棠",
                null,
                null,
                null,
                liveStatus,
                START,
                START.plusSeconds(7200),
                false,
                true,
                new Room.Closed(false, false, false, false, false));
    }
}
