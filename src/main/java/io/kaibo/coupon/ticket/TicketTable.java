package io.kaibo.coupon.ticket;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Item;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Transaction;
import io.kaibo.aws.Update;
import io.kaibo.coupon.ClaimId;
import io.kaibo.coupon.ClaimItems;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponItems;
import jakarta.inject.Singleton;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The tickets of coupons. A coupon of S pieces has the tickets 0 to S − 1, and a ticket has one holder: the claim that is written in it.
 * A ticket that was never held has no item; one that came back, or whose number was lost, says that it is free.
 */
@Singleton
public class TicketTable {

    /** The index of free tickets, by {@code freeOf}, the coupon, and {@code ticket}. */
    public static final String FREE_INDEX = "free";

    /** No claim holds the ticket. */
    public static final Condition NOT_HELD = Condition.inTransaction("attribute_not_exists(claim)");

    /** The claim holds the ticket. */
    public static final Condition HELD_BY_CLAIM = Condition.inTransaction("claim = :claim");

    /** No claim holds the ticket, as {@link #NOT_HELD}, for a write alone. */
    public static final Condition STILL_NOT_HELD = new Condition("attribute_not_exists(claim)", "freedBy");

    /** The tickets of a coupon are spread over so many keys. */
    private static final int SPREAD = 64;

    /** As many free tickets are looked at as claims may want one at a time. */
    private static final int LOOKED_AT = 25;

    private final Table coupons;

    TicketTable(Tables tables) {
        this.coupons = tables.open(CouponItems.TABLE);
    }

    /** Adds to a transaction that the claim holds the ticket from now on: {@link #NOT_HELD}. */
    public void hold(Transaction transaction, int ticket, ClaimId claim) {
        transaction.update(
                coupons,
                key(claim.coupon(), ticket),
                Update.set("claim = :claim").andRemove("freeOf").with(":claim", ClaimItems.name(claim)),
                NOT_HELD);
    }

    /** Adds to a transaction that the claim keeps the ticket that it holds: {@link #HELD_BY_CLAIM}. */
    public void keep(Transaction transaction, int ticket, ClaimId claim) {
        transaction.update(
                coupons,
                key(claim.coupon(), ticket),
                Update.set("claim = :claim").with(":claim", ClaimItems.name(claim)),
                HELD_BY_CLAIM);
    }

    /** Adds to a transaction that the claim holds the ticket no more: {@link #HELD_BY_CLAIM}. */
    public void free(Transaction transaction, int ticket, ClaimId claim) {
        transaction.update(
                coupons,
                key(claim.coupon(), ticket),
                Update.set("freeOf = :coupon, ticket = :ticket")
                        .andRemove("claim")
                        .with(":coupon", claim.coupon().value())
                        .with(":ticket", ticket)
                        .with(":claim", ClaimItems.name(claim)),
                HELD_BY_CLAIM);
    }

    /** Says that a number is free which was taken out of a pot and not used; nothing if a claim holds it. */
    public void giveBack(CouponId coupon, int ticket) {
        coupons.update(
                key(coupon, ticket),
                Update.set("freeOf = :coupon, ticket = :ticket")
                        .with(":coupon", coupon.value())
                        .with(":ticket", ticket),
                STILL_NOT_HELD);
    }

    /** The claim that holds a ticket, after every write that is done; empty if none does. */
    public Optional<ClaimId> findHolder(CouponId coupon, int ticket) {
        return coupons.find(key(coupon, ticket))
                .filter(item -> item.has("claim"))
                .map(item -> ClaimItems.parseName(coupon, item.text("claim")));
    }

    /** Some of the coupon's free tickets, without the newest perhaps, and perhaps with some that are held by now. */
    public List<Integer> findFree(CouponId coupon) {
        return coupons
                .queryPart(Query.by("freeOf = :coupon")
                        .ofIndex(FREE_INDEX)
                        .limit(LOOKED_AT)
                        .with(":coupon", coupon.value()))
                .items()
                .stream()
                .map(item -> (int) item.number("ticket"))
                .toList();
    }

    /** How many tickets of a coupon a claim holds, after every write that is done. */
    public long countHeld(CouponId coupon) {
        return IntStream.range(0, SPREAD)
                .mapToLong(part -> coupons.count(Query.by("pk = :part")
                        .where("attribute_exists(claim)")
                        .consistently()
                        .with(":part", partition(coupon, part))))
                .sum();
    }

    /** The numbers below {@code size} of which no ticket was ever written, after every write that is done. */
    public List<Integer> findUnwritten(CouponId coupon, int size) {
        BitSet written = new BitSet(size);
        for (int part = 0; part < SPREAD; part++) {
            coupons.query(Query.by("pk = :part").consistently().returning("sk").with(":part", partition(coupon, part)))
                    .forEach(item -> written.set(Integer.parseInt(item.text("sk"))));
        }
        return IntStream.range(0, size)
                .filter(ticket -> !written.get(ticket))
                .boxed()
                .toList();
    }

    /** The claims that hold tickets of a coupon, after every write that is done. For a coupon of few pieces. */
    public List<ClaimId> findHolders(CouponId coupon, int size) {
        return coupons.findAll(IntStream.range(0, size)
                        .mapToObj(ticket -> key(coupon, ticket))
                        .toList())
                .filter(ticket -> ticket.has("claim"))
                .map(ticket -> ClaimItems.parseName(coupon, ticket.text("claim")))
                .toList();
    }

    private static String partition(CouponId coupon, int part) {
        return "C#" + coupon.value() + "#T#%02d".formatted(part);
    }

    private static Map<String, AttributeValue> key(CouponId coupon, int ticket) {
        return Item.key(partition(coupon, ticket % SPREAD), "%07d".formatted(ticket));
    }
}
