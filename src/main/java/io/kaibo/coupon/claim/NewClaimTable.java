package io.kaibo.coupon.claim;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Item;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Transaction;
import io.kaibo.aws.TransactionResult;
import io.kaibo.coupon.Claim;
import io.kaibo.coupon.ClaimItems;
import io.kaibo.coupon.CouponItems;
import io.kaibo.coupon.ticket.TicketTable;
import jakarta.inject.Singleton;
import java.time.Instant;

/** New claims. A claim is written together with its ticket: so there is no claim without a coupon, and no coupon with two claims. */
@Singleton
class NewClaimTable {

    /** The person has no claim of this number yet. */
    static final Condition ABSENT = Condition.inTransaction("attribute_not_exists(pk)");

    private final Tables tables;
    private final Table coupons;
    private final TicketTable tickets;

    NewClaimTable(Tables tables, TicketTable tickets) {
        this.tables = tables;
        this.coupons = tables.open(CouponItems.TABLE);
        this.tickets = tickets;
    }

    /** What became of a claim that was to be written. */
    sealed interface NewClaimOutcome {}

    record Written() implements NewClaimOutcome {}

    /** @param there the claim of this number that the person has */
    record HasClaim(Claim there) implements NewClaimOutcome {}

    /** Another claim holds the ticket. */
    record TicketHeld() implements NewClaimOutcome {}

    /** @param dueAt when it is looked after, if nothing has come of it by then */
    NewClaimOutcome put(Claim claim, Instant dueAt) {
        Transaction transaction = new Transaction().put(coupons, ClaimItems.write(claim, dueAt), ABSENT);
        tickets.hold(transaction, claim.ticket(), claim.id());
        return switch (tables.write(transaction)) {
            case TransactionResult.Done _ -> new Written();
            case TransactionResult.Refused refused ->
                refused.refused()
                        .getFirst()
                        .<NewClaimOutcome>map(NewClaimTable::hasClaim)
                        .orElseGet(TicketHeld::new);
        };
    }

    private static NewClaimOutcome hasClaim(Item item) {
        return new HasClaim(ClaimItems.claim(item));
    }
}
