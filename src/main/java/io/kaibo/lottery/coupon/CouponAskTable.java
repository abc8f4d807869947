package io.kaibo.lottery.coupon;

import io.kaibo.aws.Item;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponPrize;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.prize.WinnerTable;
import io.kaibo.person.Person;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Claims of which the coupon is to be told. The claim itself adds to a winner's item:
 *
 * <pre>
 * coupon, couponSlot   the coupon that is to be told, and which prize of its tier it is
 * due, dueAt           until it is told: after when the message is sent again
 * </pre>
 */
@Singleton
class CouponAskTable {

    private final Table lotteries;

    CouponAskTable(Tables tables) {
        this.lotteries = tables.open(LotteryItems.TABLE);
    }

    /** A claim of which the coupon is to be told. */
    record Ask(LotteryId lottery, Alias winner, CouponPrize message) {}

    /** Adds to the write of a claim that the coupon is to be told of it, again after {@code dueAt}. */
    static Update addAsk(Update claim, CouponPrize message, int slot, Instant dueAt) {
        return claim.andSet("coupon = :coupon, couponSlot = :couponSlot, due = :due, dueAt = :dueAt")
                .with(":coupon", message.coupon().value())
                .with(":couponSlot", slot)
                .with(":due", LotteryItems.DUE_COUPON)
                .with(":dueAt", dueAt);
    }

    /** Those whose message may be lost, without the newest writes perhaps. */
    Stream<Ask> findDue(Instant now) {
        return lotteries
                .query(Query.by("due = :due AND dueAt < :now")
                        .ofIndex(LotteryItems.DUE_INDEX)
                        .with(":due", LotteryItems.DUE_COUPON)
                        .with(":now", now))
                .map(CouponAskTable::read);
    }

    private static Ask read(Item item) {
        return new Ask(
                LotteryItems.id(item),
                WinnerTable.alias(item),
                CouponPrize.claimed(
                        new CouponId(item.text("coupon")),
                        (int) item.number("couponSlot"),
                        new Person(item.text("winner"))));
    }

    /** Writes that the message is in the queue. It may be written twice. */
    void noteTold(LotteryId lottery, Alias winner) {
        lotteries.update(LotteryItems.winnerKey(lottery, winner), Update.remove("due, dueAt"));
    }
}
