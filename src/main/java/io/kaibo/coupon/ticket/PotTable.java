package io.kaibo.coupon.ticket;

import io.kaibo.aws.Condition;
import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Item;
import io.kaibo.aws.NewItem;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Transaction;
import io.kaibo.aws.Update;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponItems;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The pots of coupons. A pot hands out the numbers of tickets from {@code nextNumber} until before {@code endNumber}. They are hints: a
 * number that is handed out may have a holder, and one whose answer is lost waits until it is found again.
 */
@Singleton
public class PotTable {

    /** The pot is not empty. */
    public static final Condition HAS_NUMBERS = new Condition("nextNumber < endNumber", "takenBy");

    /** It ends where it was seen to end, and handed out no number behind its new end. */
    public static final Condition ENDS_AS_SEEN = Condition.inTransaction("endNumber = :seen AND nextNumber <= :end");

    /** There is no such pot yet. */
    public static final Condition ABSENT = Condition.inTransaction("attribute_not_exists(pk)");

    private final Tables tables;
    private final Table coupons;

    PotTable(Tables tables) {
        this.tables = tables;
        this.coupons = tables.open(CouponItems.TABLE);
    }

    /** Takes a number out of a pot; empty if there is none in it. */
    public OptionalInt take(CouponId coupon, int pot) {
        ConditionalWrite write = coupons.update(
                key(coupon, pot), Update.set("nextNumber = nextNumber + :one").with(":one", 1), HAS_NUMBERS);
        return switch (write) {
            case ConditionalWrite.WriteDone(Item after) -> OptionalInt.of((int) after.number("nextNumber") - 1);
            case ConditionalWrite.WriteRefused _ -> OptionalInt.empty();
        };
    }

    /**
     * A pot.
     *
     * @param index from 0
     * @param next the number that it hands out next
     * @param end the number behind its last
     */
    public record Pot(int index, int next, int end) {

        /** How many numbers it has. */
        public int count() {
            return end - next;
        }
    }

    /** How many numbers the pots of a coupon have, after every write that is done. */
    public long countNumbers(CouponId coupon, int pots) {
        return findAll(coupon, pots).stream().mapToLong(Pot::count).sum();
    }

    /** The pots of a coupon that there are, after every write that is done, in no order. */
    public List<Pot> findAll(CouponId coupon, int pots) {
        return coupons.findAll(IntStream.range(0, pots)
                        .mapToObj(pot -> key(coupon, pot))
                        .toList())
                .map(PotTable::pot)
                .toList();
    }

    private static Pot pot(Item item) {
        String pk = item.text("pk");
        return new Pot(Integer.parseInt(pk.substring(pk.lastIndexOf('#') + 1)), (int) item.number("nextNumber"), (int)
                item.number("endNumber"));
    }

    /**
     * Makes a pot of the last numbers of another, in one transaction: no number is in two pots or in none.
     *
     * @param seen the other
     * @param index of the new pot
     * @param middle the first of its numbers
     * @return false if the other is not as it was seen or has handed out numbers from there on, or there is a pot of this index
     */
    public boolean split(CouponId coupon, Pot seen, int middle, int index) {
        return tables.write(new Transaction()
                        .update(
                                coupons,
                                key(coupon, seen.index()),
                                Update.set("endNumber = :end")
                                        .with(":end", middle)
                                        .with(":seen", seen.end()),
                                ENDS_AS_SEEN)
                        .put(coupons, item(coupon, new Pot(index, middle, seen.end())), ABSENT))
                .isDone();
    }

    /** The pots of a new coupon, which have its numbers among them in equal parts. */
    public static List<NewItem> fill(CouponId coupon, int size, int pots) {
        return fill(coupon, new Pot(0, 0, size), pots);
    }

    /**
     * Pots that have numbers among them in equal parts.
     *
     * @param all the numbers, and the index of the first pot
     */
    public static List<NewItem> fill(CouponId coupon, Pot all, int pots) {
        List<NewItem> items = new ArrayList<>();
        for (int pot = 0; pot < pots; pot++) {
            int next = (int) (all.next() + (long) all.count() * pot / pots);
            int end = (int) (all.next() + (long) all.count() * (pot + 1) / pots);
            items.add(item(coupon, new Pot(all.index() + pot, next, end)));
        }
        return items;
    }

    private static NewItem item(CouponId coupon, Pot pot) {
        return new NewItem(key(coupon, pot.index()))
                .with("nextNumber", pot.next())
                .with("endNumber", pot.end());
    }

    private static Map<String, AttributeValue> key(CouponId coupon, int pot) {
        return Item.key("C#" + coupon.value() + "#POT#" + pot, "POT");
    }
}
