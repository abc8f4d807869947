package io.kaibo.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration HORIZON = Duration.ofHours(48);

    @ParameterizedTest
    @CsvSource({
        "101, LIVE, LIVE, false",
        "102, UPCOMING, UPCOMING, false",
        "103, ENDED, OVER, true",
        "104, BANNED, OVER, true",
        "105, PAUSED, LIVE, false",
        "106, INTERRUPTED, LIVE, false",
        "107, EXPIRED, OVER, true",
        "108, UNKNOWN, OVER, false"
    })
    void everyNumberOfWeChatsHasItsMeaning(int liveStatus, RoomStatus status, Listing listing, boolean terminal) {
        assertThat(RoomStatus.of(liveStatus)).isEqualTo(status);
        assertThat(status.listing()).isEqualTo(listing);
        assertThat(status.isTerminal()).isEqualTo(terminal);
    }

    @Test
    void aRoomIsSettledWhenItIsOverAndBeganBeforeTheHorizon() {
        assertThat(SomeRoom.of(103, NOW.minus(HORIZON).minusSeconds(1)).isSettled(NOW, HORIZON))
                .isTrue();
        assertThat(SomeRoom.of(103, NOW.minus(HORIZON)).isSettled(NOW, HORIZON)).isFalse();
        assertThat(SomeRoom.of(101, NOW.minus(HORIZON).minusSeconds(1)).isSettled(NOW, HORIZON))
                .isFalse();
    }

    @Test
    void aHeadDiffersFromAReadingIfAnyFieldDoesOrIfTheRoomWasMissed() {
        Room room = SomeRoom.of(102, NOW);
        assertThat(head(room, null, null).differsFrom(room)).isFalse();
        assertThat(head(room, null, null).differsFrom(SomeRoom.of(102, NOW.plusSeconds(1))))
                .isTrue();
        assertThat(head(room, NOW, null).differsFrom(room)).isTrue();
        assertThat(head(room, NOW, NOW).differsFrom(room)).isTrue();
    }

    @Test
    void aRoomStartsSoonFromSoManyMinutesBeforeItsStartUntilThen() {
        Instant first = NOW.minus(Duration.ofMinutes(30));
        assertThat(new Announcing(true, 30).isSoon(NOW, first.minusMillis(1))).isFalse();
        assertThat(new Announcing(true, 30).isSoon(NOW, first)).isTrue();
        assertThat(new Announcing(true, 30).isSoon(NOW, NOW.minusMillis(1))).isTrue();
        assertThat(new Announcing(true, 30).isSoon(NOW, NOW)).isFalse();
        assertThat(new Announcing(true, null).isSoon(NOW, first)).isFalse();
        assertThat(new Announcing(false, 30).isSoon(NOW, first)).isFalse();
    }

    @Test
    void twoShelvesHaveOneDigestOnlyIfTheyHoldTheSameInTheSameOrder() {
        RoomGoods pen = new RoomGoods(1, "pen", null, "pages/pen", PriceType.FIXED, 990, 0, null);
        RoomGoods ink = new RoomGoods(2, "ink", null, "pages/ink", PriceType.FIXED, 1990, 0, null);
        assertThat(RoomGoods.digest(List.of(pen, ink)))
                .isEqualTo(RoomGoods.digest(
                        List.of(new RoomGoods(1, "pen", null, "pages/pen", PriceType.FIXED, 990, 0, null), ink)))
                .isNotEqualTo(RoomGoods.digest(List.of(ink, pen)))
                .isNotEqualTo(RoomGoods.digest(List.of(pen)))
                .isNotEqualTo(RoomGoods.digest(
                        List.of(new RoomGoods(1, "pen", null, "pages/pen", PriceType.FIXED, 991, 0, null), ink)));
        assertThat(RoomGoods.digest(List.of(new RoomGoods(1, "a", "b", null, PriceType.FIXED, 0, 0, null))))
                .isNotEqualTo(
                        RoomGoods.digest(List.of(new RoomGoods(1, "ab", null, null, PriceType.FIXED, 0, 0, null))))
                .isNotEqualTo(RoomGoods.digest(List.of(new RoomGoods(1, "a", null, "b", PriceType.FIXED, 0, 0, null))));
    }

    private static RoomHead head(Room room, Instant missingSince, Instant hiddenAt) {
        return new RoomHead(
                room, NOW, null, null, missingSince, hiddenAt, null, new Announcing(true, null), null, null);
    }

    @ParameterizedTest
    @CsvSource({"0, UNKNOWN", "1, FIXED", "2, RANGE", "3, DISCOUNTED", "4, UNKNOWN"})
    void thePriceTypeIsWhatWeChatsNumberMeans(int weChatsNumber, PriceType type) {
        assertThat(PriceType.of(weChatsNumber)).isEqualTo(type);
    }
}
