package io.kaibo.coupon.grant;

import io.kaibo.coupon.Claim;
import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponConfig;
import io.kaibo.wechat.pay.CashCoupons;
import io.kaibo.wechat.pay.CouponToSend;
import io.kaibo.wechat.pay.SendCouponAnswer;
import jakarta.inject.Singleton;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Asks WeChat Pay to send a coupon, no more often than {@code kaibo.coupon.pace}. */
@Singleton
class SendCoupon {

    private final CashCoupons weChatPay;
    private final FindHolding findHolding;
    private final CouponConfig config;

    private final ReentrantLock lock = new ReentrantLock();
    private long lastNanos;
    private boolean sent;

    SendCoupon(CashCoupons weChatPay, FindHolding findHolding, CouponConfig config) {
        this.weChatPay = weChatPay;
        this.findHolding = findHolding;
        this.config = config;
    }

    /**
     * Sends it with the claim's own number, so that the person gets it once however often this is called. A refusal of a claim whose send was
     * not answered before may be that of the coupon which that send gave: it is looked for among those that the person has.
     */
    SendCouponAnswer send(String openid, Coupon coupon, Attempt attempt) {
        waitForTurn();
        Claim claim = attempt.claim();
        SendCouponAnswer answer = weChatPay.send(
                openid,
                new CouponToSend(
                        coupon.plan().stockId(),
                        claim.requestNumber(),
                        coupon.terms().appid(),
                        coupon.terms().creator()));
        return attempt.delayedAt() != null && mayEnd(answer)
                ? findHolding
                        .find(openid, claim, coupon)
                        .<SendCouponAnswer>map(SendCouponAnswer.Granted::new)
                        .orElse(answer)
                : answer;
    }

    private static boolean mayEnd(SendCouponAnswer answer) {
        return answer instanceof SendCouponAnswer.PersonRefused || answer instanceof SendCouponAnswer.LimitReached;
    }

    /** By the process's own time, which is never set. */
    private void waitForTurn() {
        lock.lock();
        try {
            if (sent) {
                long wait = lastNanos + config.pace().toNanos() - System.nanoTime();
                while (wait > 0) {
                    LockSupport.parkNanos(wait);
                    wait = lastNanos + config.pace().toNanos() - System.nanoTime();
                }
            }
            lastNanos = System.nanoTime();
            sent = true;
        } finally {
            lock.unlock();
        }
    }
}
