package io.kaibo.coupon.grant;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Transaction;
import io.kaibo.aws.Update;
import io.kaibo.coupon.Claim;
import io.kaibo.coupon.ClaimId;
import io.kaibo.coupon.ClaimItems;
import io.kaibo.coupon.ClaimState;
import io.kaibo.coupon.CouponItems;
import io.kaibo.coupon.CouponState;
import io.kaibo.coupon.ticket.TicketTable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** What comes of claims. */
@Singleton
class GrantTable {

    /** Nothing has come of the claim yet: a final answer is written once. */
    static final Condition PENDING = Condition.inTransaction("#state = :pending");

    /** The claim was refused, and WeChat Pay has sent its coupon all the same. */
    static final Condition REFUSED = Condition.inTransaction("#state = :refused");

    /** The coupon is not closed: what it did not grant is still its own. */
    static final Condition NOT_CLOSED = Condition.inTransaction("attribute_exists(pk) AND #state <> :closed");

    /** The coupon of WeChat Pay's is known of no other claim. */
    static final Condition OF_NO_OTHER = Condition.inTransaction("attribute_not_exists(claim) OR claim = :claim");

    /** As {@link #PENDING}, for a write alone. */
    static final Condition STILL_PENDING = new Condition("#state = :pending", "putOffBy");

    private final Tables tables;
    private final Table coupons;
    private final TicketTable tickets;

    GrantTable(Tables tables, TicketTable tickets) {
        this.tables = tables;
        this.coupons = tables.open(CouponItems.TABLE);
        this.tickets = tickets;
    }

    /** The claim, after every write that is done. */
    Optional<Attempt> find(ClaimId id) {
        return coupons.find(ClaimItems.key(id))
                .map(item -> new Attempt(
                        ClaimItems.claim(item),
                        item.instantOrNull("delayedAt"),
                        item.instantOrNull("limitAt"),
                        item.instantOrNull("blockedAt"),
                        item.instantOrNull("usedUpAt")));
    }

    /** Writes that a pending claim is granted; false if it is not pending. */
    boolean grant(Claim claim, String couponId, Instant now) {
        Transaction transaction = new Transaction()
                .update(
                        coupons,
                        ClaimItems.key(claim.id()),
                        granting(couponId, now).with(":pending", ClaimState.PENDING),
                        PENDING);
        return tables.write(writeGrant(transaction, claim, couponId, now)).isDone();
    }

    /**
     * Writes that a claim is granted which was refused with its ticket: that counts as given, whether the coupon is closed or not.
     *
     * @return false if it does not hold its ticket
     */
    boolean grantKept(Claim claim, String couponId, Instant now) {
        Transaction transaction = grantRefused(claim, granting(couponId, now));
        tickets.keep(transaction, claim.ticket(), claim.id());
        return tables.write(writeGrant(transaction, claim, couponId, now)).isDone();
    }

    /**
     * Writes that a claim is granted which was refused, and takes its ticket back. The coupon is not closed in the same moment: what it did
     * not grant would go back to its stock, and this ticket with it.
     *
     * @return false if the ticket has another holder by now, or the coupon is closed
     */
    boolean grantLate(Claim claim, String couponId, Instant now) {
        Transaction transaction = grantRefused(claim, granting(couponId, now));
        tickets.hold(transaction, claim.ticket(), claim.id());
        transaction.update(
                coupons,
                CouponItems.couponKey(claim.id().coupon()),
                Update.set("offAt = :now")
                        .named("#state", "state")
                        .with(":now", now)
                        .with(":closed", CouponState.CLOSED),
                NOT_CLOSED);
        return tables.write(writeGrant(transaction, claim, couponId, now)).isDone();
    }

    /** The same for a claim whose ticket cannot be taken back; false if it was written before. */
    boolean grantBeyond(Claim claim, String couponId, Instant now) {
        Update beyond = granting(couponId, now).andSet("beyond = :true").with(":true", true);
        Transaction transaction = grantRefused(claim, beyond);
        return tables.write(writeGrant(transaction, claim, couponId, now)).isDone();
    }

    private Transaction grantRefused(Claim claim, Update granting) {
        return new Transaction()
                .update(coupons, ClaimItems.key(claim.id()), granting.with(":refused", ClaimState.REFUSED), REFUSED);
    }

    private static Update granting(String couponId, Instant now) {
        return ClaimItems.end(ClaimState.GRANTED, null, now)
                .andSet("couponId = :couponId")
                .with(":couponId", couponId);
    }

    private Transaction writeGrant(Transaction transaction, Claim claim, String couponId, Instant now) {
        return transaction.update(
                coupons,
                CouponItems.grantKey(couponId),
                Update.set("claim = :claim, person = :person, coupon = :coupon, n = :n, grantedAt = :now")
                        .with(":claim", ClaimItems.name(claim.id()))
                        .with(":person", claim.id().person().value())
                        .with(":coupon", claim.id().coupon().value())
                        .with(":n", claim.id().n())
                        .with(":now", now),
                OF_NO_OTHER);
    }

    /** Writes that a pending claim is refused for good, and that its ticket is free; false if it is not pending. */
    boolean refuse(Claim claim, String code, Instant now) {
        Transaction transaction = refusing(claim, code, now);
        tickets.free(transaction, claim.ticket(), claim.id());
        return tables.write(transaction).isDone();
    }

    /** The same without the ticket's being free: WeChat Pay has no coupon for it. */
    boolean refuseWithTicket(Claim claim, String code, Instant now) {
        return tables.write(refusing(claim, code, now)).isDone();
    }

    private Transaction refusing(Claim claim, String code, Instant now) {
        return new Transaction()
                .update(
                        coupons,
                        ClaimItems.key(claim.id()),
                        ClaimItems.end(ClaimState.REFUSED, code, now).with(":pending", ClaimState.PENDING),
                        PENDING);
    }

    /**
     * Writes WeChat Pay's word that was not its last, and when the claim is looked after if nothing has come of it by then. Nothing if it is
     * not pending any more.
     *
     * @param seen that it named the limit or blocked it, or that its stock is used up: what is written already stays
     */
    void putOff(Attempt seen, String code, Instant dueAt) {
        Update update = Update.set("dueAt = :dueAt, lastCode = :code")
                .named("#state", "state")
                .with(":dueAt", dueAt)
                .with(":code", code)
                .with(":pending", ClaimState.PENDING);
        if (seen.delayedAt() != null) {
            update.andSet("delayedAt = if_not_exists(delayedAt, :delayedAt)").with(":delayedAt", seen.delayedAt());
        }
        if (seen.limitAt() != null) {
            update.andSet("limitAt = if_not_exists(limitAt, :limitAt)").with(":limitAt", seen.limitAt());
        }
        if (seen.blockedAt() != null) {
            update.andSet("blockedAt = if_not_exists(blockedAt, :blockedAt)").with(":blockedAt", seen.blockedAt());
        }
        if (seen.usedUpAt() != null) {
            update.andSet("usedUpAt = if_not_exists(usedUpAt, :usedUpAt)").with(":usedUpAt", seen.usedUpAt());
        }
        coupons.update(ClaimItems.key(seen.claim().id()), update, STILL_PENDING);
    }
}
