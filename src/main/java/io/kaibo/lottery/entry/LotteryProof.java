package io.kaibo.lottery.entry;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What others check a lottery with; docs/lottery-proof.md says what each member means.
 *
 * @param rules the bytes in base64, as {@code frozen}
 * @param frozen null before the freeze
 * @param draw null before the draw, and if there is none
 * @param passes a member of the format: empty, as no prize was passed on
 */
@RegisterForReflection
record LotteryProof(
        String rules, @Nullable String frozen, @Nullable Draw draw, List<Object> passes) {

    /**
     * @param signature in hex
     * @param ranks in base64
     */
    record Draw(long round, String signature, String ranks) {}
}
