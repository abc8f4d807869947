package io.kaibo.lottery.entry;

import io.kaibo.lottery.pass.Pass;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What others check a lottery with; docs/lottery-proof.md says what each member means.
 *
 * @param rules the bytes in base64, as {@code frozen}
 * @param frozen null before the freeze
 * @param draw null before the draw, and if there is none
 * @param passes empty before the draw
 */
@RegisterForReflection
record LotteryProof(
        String rules, @Nullable String frozen, @Nullable Draw draw, List<Pass> passes) {

    /**
     * @param signature in hex
     * @param ranks in base64
     */
    record Draw(long round, String signature, String ranks) {}
}
