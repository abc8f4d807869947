package io.kaibo.lottery.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.local.Template;
import io.kaibo.lottery.LotteryConfig;
import io.kaibo.lottery.record.AliasChunks;
import io.kaibo.testing.Defaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Limits of lotteries that stand in more than one place. */
class LotteryLimitsTest {

    private final LotteryConfig config = Defaults.of(LotteryConfig.class);
    private final Template template = Defaults.template();

    @Test
    void aLotteryIsFrozenOnceRequestsOfBeforeTheCloseHaveEnded() {
        assertThat(config.freezeAfter())
                .isGreaterThanOrEqualTo(timeOut("lottery-api").plusSeconds(5));
    }

    /** Viewers claim by lottery-api, operators withdraw by lottery-admin: each goes by the deadline as its request began. */
    @Test
    void aPrizeIsPassedOnOnceRequestsOfBeforeTheDeadlineHaveEnded() {
        for (String function : List.of("lottery-api", "lottery-admin")) {
            assertThat(config.passAfter())
                    .isGreaterThanOrEqualTo(timeOut(function).plusSeconds(5));
        }
    }

    @Test
    void aStepIsLeasedForLongerThanItCanTake() {
        assertThat(config.stepLease()).isGreaterThan(timeOut("lottery-draw"));
    }

    @Test
    void theGapIsTheOneOfTheTemplate() throws IOException {
        assertThat(Files.readString(Path.of("functions.yaml")))
                .contains("LotteryGap:\n    Type: Number\n    Default: "
                        + config.gap().toSeconds() + "\n");
        assertThat(verifier("verify.js"))
                .contains("const SAFE_GAP = " + config.gap().toSeconds() + ";");
    }

    @Test
    void theVerifierHasTheSameSizes() throws IOException {
        assertThat(verifier("draw.js")).contains("const PUBLISHED_RANKS = " + DrawLottery.RANKS + ";");
        assertThat(verifier("alias-lists.js")).contains("const CHUNK_ALIASES = " + AliasChunks.SIZE + ";");
    }

    private Duration timeOut(String function) {
        return template.function(function).orElseThrow().timeout();
    }

    private static String verifier(String file) throws IOException {
        return Files.readString(Path.of("src/verifier/lib", file));
    }
}
