package io.kaibo.coupon;

import io.kaibo.person.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message of {@code coupon-prizes}, from a lottery to the coupon of one of its tiers.
 *
 * @param won the prize that its winner claimed; null if the message says that the lottery is over, and what was not won goes back
 * @param finished true if it says so
 * @param round how many such messages there were before it, one after another
 */
@RegisterForReflection
public record CouponPrize(CouponId coupon, @Nullable Won won, boolean finished, int round) {

    /** The queue, without the stage. */
    public static final String QUEUE = "coupon-prizes";

    /** @param slot the prize's place among those of its tier, from 0: the number of its ticket */
    @RegisterForReflection
    public record Won(int slot, Person person) {

        /** @throws RuntimeException if there can be no such prize */
        public Won {
            Objects.requireNonNull(person, "person");
            if (slot < 0 || slot >= PrizeOf.MOST_PRIZES) {
                throw new IllegalArgumentException("no slot of a prize");
            }
        }

        /** The claim that is made of it. */
        public ClaimId claim(CouponId coupon) {
            return new ClaimId(person, coupon, slot + 1);
        }
    }

    /** @throws RuntimeException if it says nothing, or two things */
    public CouponPrize {
        Objects.requireNonNull(coupon, "coupon");
        if ((won == null) != finished || round < 0) {
            throw new IllegalArgumentException("neither a prize nor the end of a lottery");
        }
    }

    /** That a prize was claimed. */
    public static CouponPrize claimed(CouponId coupon, int slot, Person person) {
        return new CouponPrize(coupon, new Won(slot, person), false, 0);
    }

    /** That the lottery is over. */
    public static CouponPrize lotteryOver(CouponId coupon) {
        return new CouponPrize(coupon, null, true, 0);
    }

    /** The message after this one. */
    public CouponPrize next() {
        return new CouponPrize(coupon, won, finished, round + 1);
    }
}
