package io.kaibo.coupon;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an operator decides of a coupon.
 *
 * @param stockId the stock (批次) of WeChat Pay
 * @param quantity how many this room may give
 * @param perPerson how many one viewer may claim
 * @param opensAt when claims begin; null if as soon as it is on the shelf
 * @param closesAt when claims end; null if with the stock
 * @param whileLive true if it can be claimed only while the room is on air
 * @param peak how many claims a second are expected at the most
 * @param prizeOf the tier of a lottery whose prizes its pieces are; null if it is claimed on a shelf
 */
@RegisterForReflection
public record CouponPlan(
        String stockId,
        Integer quantity,
        Integer perPerson,
        @Nullable Instant opensAt,
        @Nullable Instant closesAt,
        Boolean whileLive,
        Integer peak,
        @Nullable PrizeOf prizeOf)
        implements CheckedBody {

    private static final Pattern STOCK_ID = Pattern.compile("[0-9A-Za-z]{1,20}");

    /** Of one coupon. */
    public static final int MOST = 1_000_000;

    /** Of claims a second. */
    public static final int MOST_PEAK = 50_000;

    private static final int MOST_A_PERSON = 100;

    /** A pot takes a thousand claims a second. */
    private static final int CLAIMS_OF_A_POT = 1_000;

    @Override
    public void check(FieldChecks fields) {
        fields.require("stockId", stockId)
                .match("stockId", stockId, STOCK_ID)
                .require("quantity", quantity)
                .range("quantity", quantity, 1, MOST)
                .require("perPerson", perPerson)
                .range("perPerson", perPerson, 1, MOST_A_PERSON)
                .check(
                        "closesAt",
                        opensAt == null || closesAt == null || opensAt.isBefore(closesAt),
                        "must be after opensAt")
                .require("whileLive", whileLive)
                .require("peak", peak)
                .range("peak", peak, 1, MOST_PEAK)
                .object("prizeOf", prizeOf);
        if (prizeOf != null) {
            checkPrize(fields);
        }
    }

    /** The lottery says who gets a prize, and until when. */
    private void checkPrize(FieldChecks fields) {
        fields.range("quantity", quantity, 1, PrizeOf.MOST_PRIZES)
                .check("opensAt", opensAt == null, "must be absent: the lottery says when its prizes are claimed")
                .check("closesAt", closesAt == null, "must be absent: the lottery says when its prizes are claimed")
                .check(
                        "whileLive",
                        whileLive == null || !whileLive,
                        "must be false: prizes are claimed after the room too");
    }

    /** The plan with another quantity. */
    public CouponPlan withQuantity(int other) {
        return new CouponPlan(stockId, other, perPerson, opensAt, closesAt, whileLive, peak, prizeOf);
    }

    /** The plan with another peak. */
    public CouponPlan withPeak(int other) {
        return new CouponPlan(stockId, quantity, perPerson, opensAt, closesAt, whileLive, other, prizeOf);
    }

    /** How many pots hand out its numbers: as many as the peak needs. */
    public int countPots() {
        return Math.min((peak + CLAIMS_OF_A_POT - 1) / CLAIMS_OF_A_POT, quantity);
    }
}
