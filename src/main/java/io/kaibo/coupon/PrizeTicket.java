package io.kaibo.coupon;

import io.kaibo.person.Person;

/**
 * A prize that is a piece of a coupon, as its winner claimed it.
 *
 * @param slot the prize's place among those of its tier, from 0
 */
public record PrizeTicket(PrizeOf prizeOf, int slot, Person winner) {

    ClaimId claim() {
        return new CouponPrize.Won(slot, winner).claim(prizeOf.couponId());
    }
}
