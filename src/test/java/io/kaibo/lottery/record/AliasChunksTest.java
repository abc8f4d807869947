package io.kaibo.lottery.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaibo.base.Digests;
import io.kaibo.lottery.Alias;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sorted aliases in chunks that are named by what is in them. */
class AliasChunksTest {

    private final List<AliasChunks.Chunk> cut = new ArrayList<>();
    private final AliasChunks chunks = new AliasChunks(cut::add);

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "8191,1", "8192,1", "8193,2", "20000,3"})
    void aChunkHasAtMost8192Aliases(int count, int expected) {
        for (int i = 0; i < count; i++) {
            chunks.add(new Alias(i, 0));
        }
        AliasList list = chunks.finish();
        assertThat(list.count()).isEqualTo(count);
        assertThat(list.chunks()).hasSize(expected);
        assertThat(cut).extracting(AliasChunks.Chunk::sha256).isEqualTo(list.chunks());
        assertThat(cut)
                .allSatisfy(
                        chunk -> assertThat(Digests.sha256Hex(chunk.bytes())).isEqualTo(chunk.sha256()));
        assertThat(cut.stream().mapToInt(chunk -> chunk.bytes().length).sum()).isEqualTo(count * Alias.BYTES);
        if (expected > 1) {
            assertThat(cut.getFirst().bytes()).hasSize(AliasChunks.SIZE * Alias.BYTES);
        }
    }

    @Test
    void aChunkHasItsAliasesInTheirOrder() {
        chunks.add(new Alias(1, 2));
        chunks.add(new Alias(-1, 0));
        chunks.finish();
        byte[] bytes = cut.getFirst().bytes();
        assertThat(Alias.read(bytes, 0)).isEqualTo(new Alias(1, 2));
        assertThat(Alias.read(bytes, Alias.BYTES)).isEqualTo(new Alias(-1, 0));
    }

    @Test
    void anAliasThatComesTwiceOrOutOfOrderIsRefused() {
        chunks.add(new Alias(5, 5));
        assertThatThrownBy(() -> chunks.add(new Alias(5, 5))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> chunks.add(new Alias(5, 4))).isInstanceOf(IllegalArgumentException.class);
    }
}
