package io.kaibo.coupon.grant;

import io.kaibo.aws.Item;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponItems;
import io.kaibo.person.Person;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The persons whose coupon WeChat Pay blocked, and when it last granted one. What it says may be about the person or about the stock; if
 * several persons meet it and none is granted one between, it concerns all. The writes need no condition: each may be repeated.
 */
@Singleton
class StrangeWordTable {

    /** If so many different persons meet it, it concerns all. */
    static final int PERSONS = 3;

    /** Persons who met it longer ago do not count. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final Duration KEPT = Duration.ofDays(1);

    /** With a number, the attribute that names a person. */
    private static final String PERSON = "person";

    /** With the same number, when that person met it. */
    private static final String MET = "met";

    private final Table coupons;

    StrangeWordTable(Tables tables) {
        this.coupons = tables.open(CouponItems.TABLE);
    }

    /**
     * Writes that a person met it, in the place of the one who met it the longest ago. Of two writes at once one may be lost: then it takes a
     * person more.
     *
     * @param lastGrant the last grant that the caller knows of
     * @return how many different persons met it within the window and since the last grant
     */
    long recordPerson(CouponId coupon, Person person, Instant lastGrant, Instant now) {
        Item before = coupons.find(key(coupon)).orElse(new Item(Map.of()));
        int place = findPlace(before, person.value());
        Item item = coupons.update(
                key(coupon),
                Update.set("#person = :person, #met = :now, expiresAt = :end")
                        .named("#person", PERSON + place)
                        .named("#met", MET + place)
                        .with(":person", person.value())
                        .with(":now", now)
                        .withTimeToLive(":end", now.plus(KEPT)));
        Instant since =
                latest(now.minus(WINDOW), lastGrant, item.instantOrNull("grantedAt"), item.instantOrNull("resumedAt"));
        return IntStream.range(0, PERSONS)
                .filter(n -> metAt(item, n).isAfter(since))
                .mapToObj(n -> item.text(PERSON + n))
                .distinct()
                .count();
    }

    /** The person's own place, or else the one of the oldest. */
    private static int findPlace(Item item, String person) {
        return IntStream.range(0, PERSONS)
                .boxed()
                .min(Comparator.<Integer, Boolean>comparing(n ->
                                !(item.has(PERSON + n) && item.text(PERSON + n).equals(person)))
                        .thenComparing(n -> metAt(item, n)))
                .orElseThrow();
    }

    private static Instant metAt(Item item, int n) {
        return item.has(MET + n) ? item.instant(MET + n) : Instant.MIN;
    }

    private static Instant latest(Instant first, @Nullable Instant... others) {
        return Stream.of(others)
                .filter(other -> other != null && other.isAfter(first))
                .max(Instant::compareTo)
                .orElse(first);
    }

    /** Writes that a coupon was granted: persons who met it before no longer count. */
    void recordGrant(CouponId coupon, Instant now) {
        record(coupon, "grantedAt", now);
    }

    /** Writes that an operator resumed the sends: persons who met it before no longer count. */
    void recordResume(CouponId coupon, Instant now) {
        record(coupon, "resumedAt", now);
    }

    private void record(CouponId coupon, String what, Instant now) {
        coupons.update(
                key(coupon),
                Update.set(what + " = :now, expiresAt = :end")
                        .with(":now", now)
                        .withTimeToLive(":end", now.plus(KEPT)));
    }

    private static Map<String, AttributeValue> key(CouponId coupon) {
        return Item.key("C#" + coupon.value() + "#STRANGE", "STRANGE");
    }
}
