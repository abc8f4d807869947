package io.kaibo.coupon.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.coupon.CouponConfig;
import io.kaibo.local.Template;
import io.kaibo.testing.Defaults;
import io.kaibo.testing.LongestCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Limits of coupons that stand in more than one place. */
class CouponLimitsTest {

    /** Of each of two addresses one of which cannot be connected to: its time to read limits the wait for a connection too. */
    private static final int WAITS = 3;

    private static final Duration READ = Duration.ofSeconds(4);

    /** What WeChat Pay takes of one merchant. */
    private static final int SENDS_A_SECOND = 500;

    private final CouponConfig config = Defaults.of(CouponConfig.class);
    private final Template template = Defaults.template();

    @Test
    void aPersonIsLeasedForLongerThanAGrantAndItsLastCallCanTake() {
        assertThat(config.sendLease()).isGreaterThan(timeOut("coupon-grant").plus(LongestCalls.HTTP));
    }

    @Test
    void aSendEndsWithinTheTimeThatItsLeaseMustHaveLeft() throws IOException {
        assertThat(Files.readString(Path.of("src/main/java/io/kaibo/wechat/pay/PayClient.java")))
                .contains(" READ_SECONDS = " + READ.toSeconds() + ";");
        assertThat(config.longestSend()).isGreaterThan(READ.multipliedBy(WAITS));
    }

    @Test
    void aCouponIsClosedOnceClaimsOfBeforeItLeftTheShelfHaveEnded() {
        assertThat(CloseCoupon.LAST_CLAIMS)
                .isGreaterThanOrEqualTo(
                        timeOut("coupon-api").plus(config.kept()).plusSeconds(5));
    }

    @Test
    void aDraftIsClosedOnceItsTrialIsWritten() {
        assertThat(CloseCoupon.LAST_CLAIMS)
                .isGreaterThanOrEqualTo(timeOut("coupon-admin").plusSeconds(5));
    }

    @Test
    void allInstancesTogetherSendNoMoreThanWeChatPayTakes() {
        int instances = template.function("coupon-grant")
                .orElseThrow()
                .mappings()
                .getFirst()
                .maximumConcurrency()
                .orElseThrow();
        assertThat(instances * Duration.ofSeconds(1).dividedBy(config.pace())).isLessThanOrEqualTo(SENDS_A_SECOND);
    }

    private Duration timeOut(String function) {
        return template.function(function).orElseThrow().timeout();
    }
}
