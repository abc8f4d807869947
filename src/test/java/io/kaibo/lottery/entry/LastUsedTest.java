package io.kaibo.lottery.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastUsedTest {

    private final List<String> read = new ArrayList<>();
    private final LastUsed<String, String> values = new LastUsed<>(2);

    @Test
    void aValueIsReadOnceAndTheOneNotUsedForLongestGoes() {
        find("a");
        find("b");
        find("a");
        find("c");
        find("a");
        find("c");
        assertThat(read).containsExactly("a", "b", "c");
        find("b");
        assertThat(read).containsExactly("a", "b", "c", "b");
    }

    @Test
    void whatIsNotThereIsLookedForAgain() {
        for (int i = 0; i < 2; i++) {
            assertThat(values.find("none", key -> {
                        read.add(key);
                        return Optional.empty();
                    }))
                    .isEmpty();
        }
        assertThat(read).hasSize(2);
    }

    private void find(String key) {
        assertThat(values.find(key, wanted -> {
                    read.add(wanted);
                    return Optional.of(wanted + "!");
                }))
                .contains(key + "!");
    }
}
