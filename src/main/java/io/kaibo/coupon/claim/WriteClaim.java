package io.kaibo.coupon.claim;

import io.kaibo.coupon.Claim;
import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponConfig;
import io.kaibo.coupon.CouponProblem;
import io.kaibo.coupon.ticket.TakeNumber;
import io.kaibo.coupon.ticket.TicketTable;
import io.kaibo.http.Problem;
import io.kaibo.person.Person;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/**
 * Writes a claim with a ticket of its own. A key of the client is one claim: where a request meets the claim of an earlier one with its key,
 * that is the answer.
 */
@Singleton
public class WriteClaim {

    /** Each try of a number that came back may meet another claim. */
    private static final int TRIES = 8;

    private final TakeNumber numbers;
    private final TicketTable tickets;
    private final NewClaimTable table;
    private final NewClaims newClaims;
    private final CouponConfig config;

    WriteClaim(TakeNumber numbers, TicketTable tickets, NewClaimTable table, NewClaims newClaims, CouponConfig config) {
        this.numbers = numbers;
        this.tickets = tickets;
        this.table = table;
        this.newClaims = newClaims;
        this.config = config;
    }

    /**
     * Writes a claim and puts it on the way to WeChat Pay.
     *
     * @param own the person's claims of the coupon, none of which has the key
     * @param trial true if an operator tries the coupon out
     * @throws Problem 409 if the person has as many as one may have, or none is left; 503 if other claims were faster each time
     */
    public Claim write(Coupon coupon, Person person, String key, List<Claim> own, boolean trial) {
        int n = own.size() + 1;
        if (n > coupon.plan().perPerson()) {
            throw limitReached(coupon);
        }
        int ticket = takeNumber(coupon);
        for (int i = 0; i < TRIES; i++) {
            Claim claim = newClaims.make(coupon, person, n, key, ticket, trial);
            switch (put(claim)) {
                case NewClaimTable.Written _ -> {
                    newClaims.send(claim);
                    return claim;
                }
                case NewClaimTable.HasClaim(var there)
                when there.key().equals(key) -> {
                    tickets.giveBack(coupon.id(), ticket);
                    return there;
                }
                case NewClaimTable.HasClaim _ -> {
                    n++;
                    if (n > coupon.plan().perPerson()) {
                        tickets.giveBack(coupon.id(), ticket);
                        throw limitReached(coupon);
                    }
                }
                case NewClaimTable.TicketHeld _ -> ticket = takeNumber(coupon);
            }
        }
        tickets.giveBack(coupon.id(), ticket);
        throw Problem.unavailable("Many claim at this moment.", Duration.ofSeconds(1));
    }

    /** If it is not known whether the claim is written, its number is said to be free, which it is only if it is not. */
    private NewClaimTable.NewClaimOutcome put(Claim claim) {
        try {
            return table.put(claim, claim.claimedAt().plus(config.lookAfter()));
        } catch (RuntimeException e) {
            try {
                tickets.giveBack(claim.id().coupon(), claim.ticket());
            } catch (RuntimeException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    private int takeNumber(Coupon coupon) {
        return numbers.take(coupon)
                .orElseThrow(
                        () -> Problem.conflict(CouponProblem.SOLD_OUT, "None is left.", "quantity", coupon.size()));
    }

    private static Problem limitReached(Coupon coupon) {
        return Problem.conflict(
                CouponProblem.CLAIM_LIMIT,
                "The viewer has claimed as many as one may.",
                "perPerson",
                coupon.plan().perPerson());
    }
}
