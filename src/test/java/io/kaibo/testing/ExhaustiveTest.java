package io.kaibo.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An exhaustive run tries everything: it is told so as it is told how large its benches are. */
class ExhaustiveTest {

    @Test
    void anExhaustiveRunTriesEverythingAndAnotherDoesNot() {
        boolean hasBenches = System.getProperty("kaibo.bench.rooms") != null;
        assertThat(Exhaustive.isOn()).isEqualTo(hasBenches);
        assertThat(FaultSweep.faultsOf(1, 0)).hasSize(hasBenches ? 6 : 1);
    }
}
