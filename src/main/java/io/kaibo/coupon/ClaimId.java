package io.kaibo.coupon;

import io.kaibo.person.Person;

/**
 * Names a claim.
 *
 * @param n the how-manieth of the person's claims of this coupon it is, from 1
 */
public record ClaimId(Person person, CouponId coupon, int n) {

    /** @throws IllegalArgumentException if there can be no such claim */
    public ClaimId {
        if (n < 1 || n > 999) {
            throw new IllegalArgumentException("no number of a claim");
        }
    }
}
