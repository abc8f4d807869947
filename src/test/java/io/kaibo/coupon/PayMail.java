package io.kaibo.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.person.LocalPersons;
import io.kaibo.testing.Http;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.kaibo.wechat.pay.CashCoupons;
import io.kaibo.wechat.pay.CouponToSend;
import io.kaibo.wechat.pay.SendCouponAnswer;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Uses coupons at the sandbox's WeChat Pay, and has what it notifies, for tests to deliver as they like. */
@Singleton
public class PayMail {

    private final World world;
    private final CashCoupons weChatPay;
    private final PayInbox inbox;

    PayMail(World world, Http http, CashCoupons weChatPay) throws IOException {
        this.world = world;
        this.weChatPay = weChatPay;
        this.inbox = new PayInbox(http);
    }

    @PreDestroy
    void stop() {
        inbox.close();
    }

    /** A notification as it came; header names are in lower case. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Notice(Map<String, String> headers, byte[] body) {

        public Notice with(String header, String value) {
            Map<String, String> other = new HashMap<>(headers);
            other.put(header, value);
            return new Notice(other, body);
        }

        public Notice withBody(byte[] other) {
            return new Notice(headers, other);
        }
    }

    /** Has notifications come here from now on, until the world is cleaned. */
    public void open() {
        inbox.empty(false);
        world.pay().callback(uri());
    }

    /** The same, and each is delivered while WeChat Pay waits. */
    public void openForwarding() {
        inbox.empty(true);
        world.pay().callback(uri());
    }

    public URI uri() {
        return inbox.uri();
    }

    /** A coupon is used: what WeChat Pay notifies. */
    public Notice use(String couponId) throws InterruptedException {
        open();
        world.pay().use(couponId);
        return next();
    }

    public Notice next() throws InterruptedException {
        return inbox.next();
    }

    public Http.Answer deliver(Notice notice) {
        return inbox.deliver(notice);
    }

    /** WeChat Pay sends the coupon of a claim, and Kaibo has not heard of it: WeChat Pay's id. */
    public String sendUnheard(CouponId coupon, String openid, Claim claim) {
        assertThat(claim.id())
                .isEqualTo(
                        new ClaimId(LocalPersons.of(openid), coupon, claim.id().n()));
        return send(openid, claim.requestNumber(), CouponShop.MERCHANT);
    }

    /** WeChat Pay sends a coupon of the stock that another program asks for. */
    public String send(String openid, String number, String creator) {
        CouponToSend order = new CouponToSend(CouponShop.STOCK, number, CouponShop.APPID, creator);
        return SetupCalls.call(() -> ((SendCouponAnswer.Granted) weChatPay.send(openid, order)).couponId());
    }
}
