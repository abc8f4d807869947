package io.kaibo.coupon.settle;

import io.kaibo.aws.Metrics;
import jakarta.inject.Singleton;

/** Looks after coupons and their claims. What needs WeChat Pay comes last: if it is slow, nothing else waits. */
@Singleton
class SettleCoupons {

    private final SettleClaims settleClaims;
    private final FindLostNumbers lostNumbers;
    private final CheckShelf checkShelf;

    SettleCoupons(SettleClaims settleClaims, FindLostNumbers lostNumbers, CheckShelf checkShelf) {
        this.settleClaims = settleClaims;
        this.lostNumbers = lostNumbers;
        this.checkShelf = checkShelf;
    }

    CouponSettleFunction.Settled settle(Metrics.Line line) {
        SettleClaims.Run claims = settleClaims.begin(line);
        try {
            claims.settle();
        } finally {
            line.count(SettleMetric.ENQUEUED, claims.enqueued())
                    .count(SettleMetric.FOUND_GRANTED, claims.foundGranted())
                    .count(SettleMetric.PENDING_LONG, claims.pendingLong());
        }
        long numbersFound = lostNumbers.find();
        line.count(SettleMetric.NUMBERS_FOUND, numbersFound);
        long takenOffShelf = checkShelf.check();
        line.count(SettleMetric.STOCK_NOT_RUNNING, takenOffShelf);
        return new CouponSettleFunction.Settled(
                claims.enqueued(), claims.foundGranted(), claims.pendingLong(), numbersFound, takenOffShelf);
    }
}
