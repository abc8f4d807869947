package io.kaibo.coupon;

import io.kaibo.room.RoomId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A coupon of a room: so many pieces of a stock.
 *
 * @param size how many tickets it has: the plan's quantity
 * @param pots how many hand out its numbers, those that are empty too
 * @param shelvedAt when it was last put on the shelf; null before
 * @param reason why Kaibo took it off the shelf or closed it, in words; null if it did not
 * @param halt why WeChat Pay is not asked for it now, in words; null if it is
 */
public record Coupon(
        CouponId id,
        RoomId room,
        CouponState state,
        CouponPlan plan,
        CouponTerms terms,
        int size,
        int pots,
        Instant createdAt,
        @Nullable Instant shelvedAt,
        @Nullable String reason,
        @Nullable String halt) {

    /** When claims end: with the plan's window or with the stock, whichever is first. */
    public Instant closesAt() {
        Instant planned = plan.closesAt();
        return planned != null && planned.isBefore(terms.usableUntil()) ? planned : terms.usableUntil();
    }

    /** True if claims have begun, by the plan's window. */
    public boolean hasOpened(Instant now) {
        Instant opens = plan.opensAt();
        return opens == null || !now.isBefore(opens);
    }

    /** True if claims are over, by the plan's window or the stock's. */
    public boolean hasClosed(Instant now) {
        return !now.isBefore(closesAt());
    }
}
