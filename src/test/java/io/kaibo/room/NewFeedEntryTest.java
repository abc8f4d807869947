package io.kaibo.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An entry is small, whatever it tells. */
class NewFeedEntryTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** 13 bytes with its type. */
    private static final NewFeedEntry ENTRY = NewFeedEntry.of(FeedType.LOTTERY, "id-001");

    @Test
    void anEntryOfThreeHundredBytesIsMade() {
        assertThat(ENTRY.with("text", "x".repeat(283)).values()).containsKey("text");
        assertThatThrownBy(() -> ENTRY.with("text", "x".repeat(284)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("this has 301");
    }

    @Test
    void bytesAreCountedAndNotCharacters() {
        assertThatThrownBy(() -> ENTRY.with("text", "福".repeat(95)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("this has 302");
    }

    @Test
    void anEntryHasAnId() {
        assertThatThrownBy(() -> NewFeedEntry.of(FeedType.LOTTERY, " ")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "福", "🎁"})
    void aTextIsCutToWhatFitsInWholeCharacters(String character) {
        int bytes = character.getBytes(StandardCharsets.UTF_8).length;
        assertThat(ENTRY.withCut("text", character.repeat(300)).values())
                .containsEntry("text", character.repeat(283 / bytes));
        assertThat(ENTRY.withCut("text", character).values()).containsEntry("text", character);
    }

    @Test
    void theFiftyFirstEntryPushesOutTheFirst() {
        Feed feed = Feed.EMPTY;
        for (int i = 1; i <= 51; i++) {
            feed = feed.append(NewFeedEntry.of(FeedType.LOTTERY, "id-" + i), NOW);
        }
        assertThat(feed.seq()).isEqualTo(51);
        assertThat(feed.entries())
                .extracting(FeedEntry::seq)
                .containsExactlyElementsOf(LongStream.rangeClosed(2, 51).boxed().toList());
        assertThat(feed.has("id-1")).isFalse();
        assertThat(feed.has("id-2")).isTrue();
    }
}
