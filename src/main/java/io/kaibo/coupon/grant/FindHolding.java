package io.kaibo.coupon.grant;

import io.kaibo.coupon.Claim;
import io.kaibo.coupon.Coupon;
import io.kaibo.person.People;
import io.kaibo.person.Person;
import io.kaibo.wechat.pay.CashCoupons;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Finds the coupon of a claim among those that its person has of the stock. */
@Singleton
public class FindHolding {

    private final People people;
    private final CashCoupons weChatPay;

    FindHolding(People people, CashCoupons weChatPay) {
        this.people = people;
        this.weChatPay = weChatPay;
    }

    /** WeChat Pay's id of the coupon; empty if none carries the claim's number, which proves nothing. */
    public Optional<String> find(Claim claim, Coupon coupon) {
        Person person = claim.id().person();
        return people.findOpenids(List.of(person))
                .getOrDefault(person, Optional.empty())
                .flatMap(openid -> find(openid, claim, coupon));
    }

    /** The same where the person's openid is known. */
    Optional<String> find(String openid, Claim claim, Coupon coupon) {
        return weChatPay.findHolding(
                openid,
                coupon.terms().appid(),
                coupon.plan().stockId(),
                coupon.terms().creator(),
                claim.requestNumber());
    }
}
