package io.kaibo.drand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrandChainTest {

    private static final DrandChain QUICKNET = DrandChain.QUICKNET;
    private static final long GENESIS = QUICKNET.genesisSecond();

    @Test
    void quicknetIsThePublishedChain() {
        assertThat(QUICKNET)
                .isEqualTo(new DrandChain(
                        DrandVectors.text(DrandVectors.QUICKNET, "chainHash"),
                        DrandVectors.text(DrandVectors.QUICKNET, "publicKey"),
                        DrandVectors.QUICKNET.path("genesisTime").longValue(),
                        DrandVectors.QUICKNET.path("periodSeconds").intValue()));
    }

    @Test
    void aPublishedRoundHasItsTime() {
        assertThat(DrandVectors.rounds())
                .isNotEmpty()
                .allSatisfy(round -> assertThat(QUICKNET.timeOf(round.number())).isEqualTo(round.time()));
    }

    @ParameterizedTest
    @CsvSource({
        "-1000000, 1",
        "-1, 1",
        "0, 1",
        "1, 2",
        "2, 2",
        "3, 2",
        "4, 3",
        "5, 3",
        "6, 3",
        "7, 4",
        "2997, 1000",
        "2998, 1001"
    })
    void aRoundAtOrAfterASecondIsTheFirstThatIsNotBeforeIt(long afterGenesis, long round) {
        assertThat(QUICKNET.roundAtOrAfter(GENESIS + afterGenesis)).isEqualTo(round);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 30})
    void noRoundBetweenIsLeftOut(int period) {
        var chain = new DrandChain(QUICKNET.chainHash(), QUICKNET.publicKey(), 1000, period);
        assertThat(LongStream.range(1001, 1200)).allSatisfy(second -> {
            long round = chain.roundAtOrAfter(second);
            assertThat(chain.timeOf(round)).isGreaterThanOrEqualTo(second);
            assertThat(chain.timeOf(round - 1)).isLessThan(second);
        });
    }

    @Test
    void whatIsNoRoundHasNoTime() {
        assertThatIllegalArgumentException().isThrownBy(() -> QUICKNET.timeOf(0));
        assertThatThrownBy(() -> QUICKNET.timeOf(Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void whatIsNoChainIsRefused() {
        String hash = QUICKNET.chainHash();
        String key = QUICKNET.publicKey();
        assertThatIllegalArgumentException().isThrownBy(() -> new DrandChain(hash.substring(1), key, 0, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new DrandChain(hash.toUpperCase(Locale.ROOT), key, 0, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new DrandChain(hash, key + "0", 0, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new DrandChain(hash, key.replace('8', 'x'), 0, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new DrandChain(hash, key, -1, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new DrandChain(hash, key, 0, 0));
    }
}
