package io.kaibo.coupon.use;

import io.kaibo.aws.Metrics;
import io.kaibo.wechat.OddElementException;
import io.kaibo.wechat.pay.CouponUse;
import io.kaibo.wechat.pay.PayConfig;
import io.kaibo.wechat.pay.PayNotification;
import io.kaibo.wechat.pay.PayNotifications;
import io.kaibo.wechat.pay.PaySignatures;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Takes a notification of WeChat Pay's, which comes once or many times, late, and before Kaibo has written what it is about. Nothing is read
 * of one that is not signed. Logs say why one is refused, and nothing that is in it.
 */
@Singleton
class TakeNotification {

    private static final Logger LOG = Logger.getLogger(TakeNotification.class);

    private final PayNotifications notifications;
    private final CountUse countUse;
    private final PayConfig config;
    private final Metrics metrics;

    TakeNotification(PayNotifications notifications, CountUse countUse, PayConfig config, Metrics metrics) {
        this.notifications = notifications;
        this.countUse = countUse;
        this.config = config;
        this.metrics = metrics;
    }

    /** @param body the bytes as they came */
    NotificationOutcome take(PaySignatures.Headers headers, byte[] body) {
        Metrics.Line line = metrics.beginForThisFunction();
        try {
            return take(notifications.open(headers, body), line);
        } finally {
            line.print();
        }
    }

    private NotificationOutcome take(PayNotification notification, Metrics.Line line) {
        return switch (notification) {
            case PayNotification.Event event -> takeEvent(event, line);
            case PayNotification.Unsigned(var fault) -> {
                // no warning: any caller can send one, and WeChat Pay itself does to see that it is refused
                LOG.infof("a notification was refused: its %s", fault);
                line.count(UseMetric.NOTICE_UNSIGNED, 1);
                yield NotificationOutcome.REFUSED;
            }
            case PayNotification.Unreadable(String fault) -> refuseOdd(fault, line);
            case PayNotification.Undecryptable _ -> refuseOdd("it is not encrypted with pay-api-key", line);
        };
    }

    private NotificationOutcome takeEvent(PayNotification.Event event, Metrics.Line line) {
        if (!event.type().equals(CouponUse.EVENT)) {
            // such as SECURITY_ECHO.SUCCESS: nothing is to be done, and it need not come again
            return NotificationOutcome.TAKEN;
        }
        CouponUse use;
        try {
            use = CouponUse.of(event.resource());
        } catch (OddElementException e) {
            return refuseOdd(e.fault(), line);
        }
        if (!use.creator().equals(config.requireMerchant())) {
            return refuseOdd("its stock is another merchant's", line);
        }
        countUse.note(use.couponId(), use.usedAt(), line);
        return NotificationOutcome.TAKEN;
    }

    private static NotificationOutcome refuseOdd(String fault, Metrics.Line line) {
        LOG.warnf("a notification that WeChat Pay signed was refused: %s", fault);
        line.count(UseMetric.NOTICE_ODD, 1);
        return NotificationOutcome.REFUSED;
    }
}
