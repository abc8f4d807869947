package io.kaibo.coupon.grant;

import io.kaibo.aws.Metrics;
import io.kaibo.aws.QueueMessages;
import io.kaibo.coupon.ClaimToGrant;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/** {@code coupon-grant}: messages of the queue {@code coupon-grants}. */
@Singleton
public class CouponGrantFunction {

    private static final String NAME = "coupon-grant";

    private final GrantClaim grantClaim;
    private final Metrics metrics;

    CouponGrantFunction(GrantClaim grantClaim, Metrics metrics) {
        this.grantClaim = grantClaim;
        this.metrics = metrics;
    }

    @Funq(NAME)
    public void grant(ClaimToGrant claim) {
        QueueMessages.consume(claim, this::grantCounted);
    }

    private void grantCounted(ClaimToGrant claim) {
        Metrics.Line line = metrics.begin(NAME).with("coupon", claim.coupon().value());
        try {
            grantClaim.grant(claim, line);
        } finally {
            line.print();
        }
    }
}
