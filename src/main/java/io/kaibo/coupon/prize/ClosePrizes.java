package io.kaibo.coupon.prize;

import io.kaibo.coupon.Claim;
import io.kaibo.coupon.ClaimId;
import io.kaibo.coupon.ClaimState;
import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.PrizeCouponTable;
import io.kaibo.coupon.ticket.TicketTable;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

/**
 * Closes the coupon of a lottery's tier, and gives what was not won back to its stock: once the lottery is over, or before it is started, if an operator
 * says so.
 */
@Singleton
public class ClosePrizes {

    /** Each refusal means that a claim was written meanwhile. */
    private static final int TRIES = 5;

    private final PrizeClosingTable table;
    private final TicketTable tickets;
    private final PrizeCouponTable claims;

    ClosePrizes(PrizeClosingTable table, TicketTable tickets, PrizeCouponTable claims) {
        this.table = table;
        this.tickets = tickets;
        this.claims = claims;
    }

    /** What became of a coupon that was to be closed. */
    public sealed interface CloseOutcome {}

    /** It is closed, by this call or before. */
    public record IsClosed() implements CloseOutcome {}

    /** @param count of how many claims WeChat Pay has not said its last word */
    public record ArePending(long count) implements CloseOutcome {}

    /**
     * Closes it unless claims are pending.
     *
     * @throws IllegalStateException if claims are written all the time
     */
    public CloseOutcome close(CouponId id) {
        for (int i = 0; i < TRIES; i++) {
            PrizeClosingTable.Counted seen = table.find(id);
            if (seen.isClosed()) {
                return new IsClosed();
            }
            Collection<Claim> holding = findHolding(seen.coupon());
            long pending = countPending(holding);
            if (pending > 0) {
                return new ArePending(pending);
            }
            // once none is pending, only a claim or a late grant changes who holds tickets, and either refuses the
            // closing
            if (table.close(
                    seen, seen.coupon().size() - findHolders(seen.coupon()).size())) {
                return new IsClosed();
            }
        }
        throw new IllegalStateException("prizes of coupon " + id + " are claimed while it is to be closed");
    }

    /** Each claim holds a ticket until WeChat Pay refuses it; one that was given up holds it for good. */
    private Collection<Claim> findHolding(Coupon coupon) {
        return claims.findClaims(findHolders(coupon)).values();
    }

    private List<ClaimId> findHolders(Coupon coupon) {
        return tickets.findHolders(coupon.id(), coupon.size());
    }

    private static long countPending(Collection<Claim> claims) {
        return claims.stream()
                .filter(claim -> claim.state() == ClaimState.PENDING)
                .count();
    }
}
