package io.kaibo.lottery.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.lottery.Alias;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SortedAliasesTest {

    private static final Alias LEAST = new Alias(0, 0);
    private static final Alias MIDDLE = new Alias(Long.MIN_VALUE, 0);
    private static final Alias MOST = new Alias(-1, -1);

    @Test
    void amongNoneIsNone() {
        assertThat(SortedAliases.contains(new byte[0], LEAST)).isFalse();
        assertThat(SortedAliases.indexOfLastUpTo(new byte[0], MOST)).isEqualTo(-1);
    }

    @Test
    void aChunkIsFoundByTheFirstAliasOfEach() {
        byte[] starts = bytes(List.of(new Alias(5, 0), MIDDLE, new Alias(-5, 0)));
        assertThat(SortedAliases.indexOfLastUpTo(starts, LEAST)).isEqualTo(-1);
        assertThat(SortedAliases.indexOfLastUpTo(starts, new Alias(5, 0))).isEqualTo(0);
        assertThat(SortedAliases.indexOfLastUpTo(starts, new Alias(Long.MAX_VALUE, -1)))
                .isEqualTo(0);
        assertThat(SortedAliases.indexOfLastUpTo(starts, MIDDLE)).isEqualTo(1);
        assertThat(SortedAliases.indexOfLastUpTo(starts, MOST)).isEqualTo(2);
    }

    @Test
    void theFirstAndTheLastAndAllBetweenAreFoundAndNoOther() {
        Random random = new Random(7);
        for (int size = 1; size < 40; size++) {
            TreeSet<Alias> aliases = new TreeSet<>();
            while (aliases.size() < size) {
                aliases.add(new Alias(random.nextLong(), random.nextLong()));
            }
            byte[] chunk = bytes(aliases);
            assertThat(aliases).allMatch(alias -> SortedAliases.contains(chunk, alias));
            assertThat(Stream.concat(
                            Stream.of(LEAST, MIDDLE, MOST),
                            aliases.stream().map(alias -> new Alias(alias.high(), alias.low() + 1))))
                    .noneMatch(alias -> SortedAliases.contains(chunk, alias));
        }
    }

    private static byte[] bytes(Iterable<Alias> aliases) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        aliases.forEach(alias -> bytes.writeBytes(alias.toBytes()));
        return bytes.toByteArray();
    }
}
