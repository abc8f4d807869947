package io.kaibo.lottery.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaibo.base.Digests;
import io.kaibo.lottery.Alias;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ranks of a draw, whatever order and however often the aliases come. */
class RankingTest {

    private static final byte[] KEY = Digests.sha256(new byte[] {7});

    private final Random random = new Random(20260301);
    private final List<Alias> pool = aliases(5_000);

    @Test
    void theRanksAreTheSmallestValuesInTheirOrder() {
        Mac hmac = Digests.hmac(KEY);
        List<Alias> sorted = pool.stream()
                .sorted(Comparator.comparing(alias -> hmac.doFinal(alias.toBytes()), Arrays::compareUnsigned))
                .toList();
        assertThat(ranks(100, List.of(pool))).isEqualTo(sorted.subList(0, 100));
        assertThat(ranks(10_000, List.of(pool))).isEqualTo(sorted);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64})
    void shardsOrderAndDuplicatesChangeNothing(int shards) {
        List<Alias> shuffled = new ArrayList<>(pool);
        shuffled.addAll(pool.subList(0, 1_000));
        Collections.shuffle(shuffled, random);
        List<List<Alias>> cut = IntStream.range(0, shards)
                .mapToObj(shard -> IntStream.range(0, shuffled.size())
                        .filter(i -> i % shards == shard)
                        .mapToObj(shuffled::get)
                        .toList())
                .toList();
        assertThat(ranks(100, cut)).isEqualTo(ranks(100, List.of(pool)));
    }

    @Test
    void fewerAliasesThanRanksAreAllRanked() {
        assertThat(ranks(100, List.of(pool.subList(0, 3)))).containsExactlyInAnyOrderElementsOf(pool.subList(0, 3));
        assertThat(ranks(100, List.of(List.of()))).isEmpty();
    }

    @Test
    void anotherKeyGivesAnotherOrder() {
        Ranking other = new Ranking(Digests.sha256(new byte[] {8}), 100);
        other.offerAll(bytes(pool));
        assertThat(other.ranks()).isNotEqualTo(ranks(100, List.of(pool)));
    }

    @Test
    void theKeyDependsOnTheSeedTheRecordAndTheSignature() {
        byte[] seed = new byte[32];
        byte[] frozen = {1};
        byte[] signature = {2};
        byte[] key = DrawKey.derive(seed, frozen, signature);
        assertThat(DrawKey.derive(Digests.sha256(seed), frozen, signature)).isNotEqualTo(key);
        assertThat(DrawKey.derive(seed, new byte[] {3}, signature)).isNotEqualTo(key);
        assertThat(DrawKey.derive(seed, frozen, new byte[] {3})).isNotEqualTo(key);
    }

    @Test
    void aRankingOfNoRanksIsRefused() {
        assertThatThrownBy(() -> new Ranking(KEY, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAliasIsReadAsItIsWritten() {
        for (Alias alias : pool) {
            assertThat(Alias.ofHex(alias.toHex())).isEqualTo(alias);
            assertThat(Alias.read(alias.toBytes(), 0)).isEqualTo(alias);
            assertThat(alias.text()).hasSize(22);
        }
    }

    @Test
    void theHexOfAliasesSortsAsTheirBytesDo() {
        List<Alias> byHex =
                pool.stream().sorted(Comparator.comparing(Alias::toHex)).toList();
        assertThat(byHex)
                .isEqualTo(pool.stream()
                        .sorted((one, other) -> Arrays.compareUnsigned(one.toBytes(), other.toBytes()))
                        .toList())
                .isEqualTo(pool.stream().sorted().toList());
    }

    private static List<Alias> ranks(int most, List<List<Alias>> shards) {
        Ranking ranking = new Ranking(KEY, most);
        shards.forEach(shard -> ranking.offerAll(bytes(shard)));
        return ranking.ranks();
    }

    private List<Alias> aliases(int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> new Alias(random.nextLong(), random.nextLong()))
                .toList();
    }

    private static byte[] bytes(List<Alias> aliases) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        aliases.forEach(alias -> bytes.writeBytes(alias.toBytes()));
        return bytes.toByteArray();
    }
}
