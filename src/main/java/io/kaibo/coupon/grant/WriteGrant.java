package io.kaibo.coupon.grant;

import io.kaibo.aws.Metrics;
import io.kaibo.coupon.Claim;
import io.kaibo.coupon.ClaimState;
import io.kaibo.coupon.use.CountUse;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Writes that WeChat Pay granted a claim, and then counts its use, if that was told before. WeChat Pay may grant a claim that it had refused:
 * then the claim keeps its ticket, or takes it back. If another claim holds that by now, or the coupon is closed, one coupon more was given
 * than the room may give, which raises an alarm.
 */
@Singleton
public class WriteGrant {

    private static final Logger LOG = Logger.getLogger(WriteGrant.class);

    private final GrantTable table;
    private final CountUse countUse;

    WriteGrant(GrantTable table, CountUse countUse) {
        this.table = table;
        this.countUse = countUse;
    }

    /** @param couponId WeChat Pay's */
    public void write(Claim claim, String couponId, Instant now, Metrics.Line line) {
        writeOnce(claim, couponId, now, line);
        countUse.countGranted(claim.id(), couponId, line);
    }

    /** Counts the use of a claim that was granted before: what wrote the grant may have crashed before it looked for the use. */
    void complete(Claim granted, Metrics.Line line) {
        String couponId = granted.couponId();
        if (couponId != null && granted.usedAt() == null) {
            countUse.countGranted(granted.id(), couponId, line);
        }
    }

    private void writeOnce(Claim claim, String couponId, Instant now, Metrics.Line line) {
        if (claim.state() == ClaimState.PENDING && table.grant(claim, couponId, now)) {
            line.count(GrantMetric.GRANTED, 1);
            return;
        }
        Claim found = table.find(claim.id()).orElseThrow().claim();
        if (found.state() == ClaimState.REFUSED) {
            writeLate(found, couponId, now, line);
        } else if (!couponId.equals(found.couponId())) {
            throw new IllegalStateException("WeChat Pay's coupon is that of another claim");
        }
    }

    private void writeLate(Claim claim, String couponId, Instant now, Metrics.Line line) {
        if (table.grantKept(claim, couponId, now) || table.grantLate(claim, couponId, now)) {
            line.count(GrantMetric.GRANTED, 1);
        } else if (table.grantBeyond(claim, couponId, now)) {
            LOG.errorf(
                    "coupon %s: one more was granted than there are tickets",
                    claim.id().coupon());
            line.count(GrantMetric.GRANTED, 1).count(GrantMetric.OVERSOLD, 1);
        }
    }
}
