package io.kaibo.coupon;

import io.kaibo.person.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Objects;

/**
 * A message of {@code coupon-grants}: that WeChat Pay is to be asked for a claim.
 *
 * @param n as {@link ClaimId} has it
 * @param round how many such messages there were before it, one after another
 */
@RegisterForReflection
public record ClaimToGrant(Person person, CouponId coupon, int n, int round) {

    /** The queue, without the stage. */
    public static final String QUEUE = "coupon-grants";

    /** @throws RuntimeException if there can be no such claim */
    public ClaimToGrant {
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(coupon, "coupon");
        if (n < 1 || round < 0) {
            throw new IllegalArgumentException("no number of a claim");
        }
    }

    public static ClaimToGrant first(ClaimId claim) {
        return new ClaimToGrant(claim.person(), claim.coupon(), claim.n(), 0);
    }

    public ClaimId claim() {
        return new ClaimId(person, coupon, n);
    }

    /** The message after this one. */
    public ClaimToGrant next() {
        return new ClaimToGrant(person, coupon, n, round + 1);
    }
}
