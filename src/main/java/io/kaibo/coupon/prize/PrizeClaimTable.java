package io.kaibo.coupon.prize;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Transaction;
import io.kaibo.aws.TransactionResult;
import io.kaibo.aws.Update;
import io.kaibo.coupon.Claim;
import io.kaibo.coupon.ClaimItems;
import io.kaibo.coupon.CouponItems;
import io.kaibo.coupon.CouponState;
import io.kaibo.coupon.ticket.TicketTable;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * Claims of prizes. A claim is written together with its ticket, as every claim is, and with {@code prizeClaims} of the coupon, which counts
 * them: so no claim is written of a coupon that is closed, and closing sees each claim. Prizes are few, and their winners claim them over days.
 */
@Singleton
class PrizeClaimTable {

    /** The prize has no claim of this winner yet. */
    static final Condition ABSENT = Condition.inTransaction("attribute_not_exists(pk)");

    /** The coupon is not closed: what was not won did not go back. */
    static final Condition OPEN = Condition.inTransaction("#state = :prize");

    private final Tables tables;
    private final Table coupons;
    private final TicketTable tickets;

    PrizeClaimTable(Tables tables, TicketTable tickets) {
        this.tables = tables;
        this.coupons = tables.open(CouponItems.TABLE, Tables.Read.GET);
        this.tickets = tickets;
    }

    /** What became of a claim that was to be written. */
    sealed interface PrizeClaimOutcome {}

    record Written() implements PrizeClaimOutcome {}

    /** There is the claim already. */
    record HasClaim() implements PrizeClaimOutcome {}

    /** Another claim holds the ticket. */
    record TicketHeld() implements PrizeClaimOutcome {}

    record IsClosed() implements PrizeClaimOutcome {}

    /** @param dueAt when it is looked after, if nothing has come of it by then */
    PrizeClaimOutcome put(Claim claim, Instant dueAt) {
        Transaction transaction = new Transaction().put(coupons, ClaimItems.write(claim, dueAt), ABSENT);
        tickets.hold(transaction, claim.ticket(), claim.id());
        transaction.update(
                coupons,
                CouponItems.couponKey(claim.id().coupon()),
                Update.set("prizeClaims = prizeClaims + :one, #state = :prize")
                        .named("#state", "state")
                        .with(":one", 1)
                        .with(":prize", CouponState.PRIZE),
                OPEN);
        return switch (tables.write(transaction)) {
            case TransactionResult.Done _ -> new Written();
            case TransactionResult.Refused refused when refused.isRefused(0) -> new HasClaim();
            case TransactionResult.Refused refused when refused.isRefused(2) -> new IsClosed();
            case TransactionResult.Refused _ -> new TicketHeld();
        };
    }
}
