package io.kaibo.coupon.grant;

import io.kaibo.coupon.Claim;
import io.kaibo.coupon.ClaimState;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponProblem;
import io.kaibo.coupon.ticket.TicketTable;
import io.kaibo.http.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * Gives a claim up for which WeChat Pay has no final answer, as where its stock was stopped or has ended. It is refused, and keeps its ticket:
 * WeChat Pay may have sent the coupon all the same. A grant that it tells of later is written.
 */
@Singleton
public class GiveUpClaim {

    /** Before, WeChat Pay is asked again, or the claim is looked up. */
    private static final Duration AFTER = Duration.ofHours(1);

    private final TicketTable tickets;
    private final GrantTable table;
    private final Clock clock;

    GiveUpClaim(TicketTable tickets, GrantTable table, Clock clock) {
        this.tickets = tickets;
        this.table = table;
        this.clock = clock;
    }

    /**
     * The claim that holds a ticket, given up by this request or an earlier one.
     *
     * @throws Problem 404 if no claim holds it; 409 if the claim has had WeChat Pay's final answer, or is pending for less than an hour
     */
    public Claim giveUp(CouponId coupon, int ticket) {
        Claim claim = find(coupon, ticket);
        if (claim.state() == ClaimState.PENDING
                && !clock.instant().isBefore(claim.claimedAt().plus(AFTER))) {
            table.refuseWithTicket(claim, Claim.GIVEN_UP, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            claim = find(coupon, ticket);
        }
        if (!claim.isGivenUp()) {
            throw Problem.conflict(
                    CouponProblem.CLAIM_STATE,
                    "A claim is given up that has been pending for an hour.",
                    "state",
                    claim.state());
        }
        return claim;
    }

    private Claim find(CouponId coupon, int ticket) {
        return tickets.findHolder(coupon, ticket)
                .flatMap(table::find)
                .map(Attempt::claim)
                .orElseThrow(() -> Problem.notFound("No claim holds this ticket."));
    }
}
