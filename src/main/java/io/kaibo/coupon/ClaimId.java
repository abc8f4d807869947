package io.kaibo.coupon;

import io.kaibo.person.Person;

/**
 * Names a claim.
 *
 * @param n the how-manieth of the person's claims of this coupon it is, from 1; of a prize, the number of its ticket and 1
 */
public record ClaimId(Person person, CouponId coupon, int n) {

    private static final int MOST = 1_000;

    /** @throws IllegalArgumentException if there can be no such claim */
    public ClaimId {
        if (n < 1 || n > MOST) {
            throw new IllegalArgumentException("no number of a claim");
        }
    }
}
