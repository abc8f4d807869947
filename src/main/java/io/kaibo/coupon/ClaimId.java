package io.kaibo.coupon;

import io.kaibo.person.Person;

/**
 * Names a claim.
 *
 * @param n counts the person's claims of this coupon, from 1; for a prize, the number of its ticket plus 1
 */
public record ClaimId(Person person, CouponId coupon, int n) {

    /** A prize's ticket is the larger number: a viewer claims a hundred of a coupon at the most. */
    private static final int MOST = PrizeOf.MOST_PRIZES;

    /** @throws IllegalArgumentException if there can be no such claim */
    public ClaimId {
        if (n < 1 || n > MOST) {
            throw new IllegalArgumentException("no number of a claim");
        }
    }
}
