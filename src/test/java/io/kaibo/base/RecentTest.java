package io.kaibo.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentTest {

    private static final int MOST = 3;
    private static final Clock STANDING = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private final List<String> reads = new ArrayList<>();
    private final Recent<String, String> recent = new Recent<>(Duration.ofSeconds(5), STANDING, MOST);

    @Test
    void whatTheCrowdAsksForIsReadOnceHoweverManyOthersAreAskedFor() {
        find("crowd");
        for (int i = 0; i < 10 * MOST; i++) {
            find("other" + i);
            find("crowd");
        }
        assertThat(reads).filteredOn("crowd"::equals).hasSize(1);
    }

    @Test
    void theOneGoesThatWasNotAskedForTheLongestAndIsReadAgain() {
        find("a", "b", "c", "a", "d");
        reads.clear();
        find("a", "c", "d");
        assertThat(reads).isEmpty();
        find("b");
        assertThat(reads).containsExactly("b");
    }

    private void find(String... keys) {
        for (String key : keys) {
            assertThat(recent.find(key, asked -> {
                        reads.add(asked);
                        return Optional.of(asked + "!");
                    }))
                    .contains(key + "!");
        }
    }
}
