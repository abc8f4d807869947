package io.kaibo.coupon;

import io.kaibo.aws.Item;
import io.kaibo.aws.NewItem;
import io.kaibo.aws.Update;
import io.kaibo.aws.Words;
import io.kaibo.person.Person;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of claims in the table of coupons:
 *
 * <pre>
 * coupon, person, n                 which claim it is
 * key, number, ticket, trial        as {@link Claim} has them
 * state, claimedAt, endedAt, …      the same
 * due, dueAt                        while it is pending: where and when it is looked after
 * counted, standing                 where and as what it is counted
 * </pre>
 */
public final class ClaimItems {

    /** The index of what is to be looked after, by {@code due} and {@code dueAt}. */
    public static final String DUE_INDEX = "due";

    /** The index by which the claims of a coupon are counted, by {@code counted} and {@code standing}; keys alone. */
    public static final String COUNT_INDEX = "counted";

    /** How many keys each index has: one takes a thousand writes a second, and a show more claims. */
    public static final int INDEX_KEYS = 16;

    /** What {@code standing} is of a claim whose coupon was used. */
    public static final String USED = "used";

    private static final String REFUSED = Words.of(ClaimState.REFUSED) + "#";

    private ClaimItems() {}

    public static Map<String, AttributeValue> key(ClaimId id) {
        return Item.key(CouponItems.person(id.person()), prefix(id.coupon()) + "%03d".formatted(id.n()));
    }

    /** What the sort key of every claim of a coupon begins with. */
    public static String prefix(CouponId coupon) {
        return "C#" + coupon.value() + "#";
    }

    /**
     * A claim that is to be written.
     *
     * @param dueAt when it is looked after, if nothing has come of it by then
     */
    public static NewItem write(Claim claim, Instant dueAt) {
        ClaimId id = claim.id();
        NewItem item = new NewItem(key(id))
                .with("coupon", id.coupon().value())
                .with("person", id.person().value())
                .with("n", id.n())
                .with("key", claim.key())
                .with("number", claim.requestNumber())
                .with("ticket", claim.ticket())
                .with("state", claim.state())
                .with("claimedAt", claim.claimedAt())
                .with("due", due(id.person()))
                .with("dueAt", dueAt)
                .with("counted", counted(id.coupon(), shard(id.person())))
                .with("standing", Words.of(ClaimState.PENDING));
        return claim.trial() ? item.with("trial", true) : item;
    }

    public static Claim claim(Item item) {
        return new Claim(
                id(item),
                item.text("key"),
                item.text("number"),
                (int) item.number("ticket"),
                item.flag("trial"),
                item.word("state", ClaimState.class),
                item.instant("claimedAt"),
                item.textOrNull("lastCode"),
                item.textOrNull("couponId"),
                item.instantOrNull("endedAt"),
                item.instantOrNull("usedAt"));
    }

    public static ClaimId id(Item item) {
        return new ClaimId(new Person(item.text("person")), new CouponId(item.text("coupon")), (int) item.number("n"));
    }

    /**
     * Ends a claim.
     *
     * @param code WeChat Pay's word if it is refused; else null
     */
    public static Update end(ClaimState state, @Nullable String code, Instant now) {
        String standing = code == null ? Words.of(state) : REFUSED + code;
        Update update = Update.set("#state = :state, endedAt = :now, standing = :standing")
                .andRemove("due, dueAt")
                .named("#state", "state")
                .with(":state", state)
                .with(":now", now)
                .with(":standing", standing);
        return code == null ? update : update.andSet("lastCode = :code").with(":code", code);
    }

    /** WeChat Pay's word, if {@code standing} is that of a refused claim. */
    public static Optional<String> refusal(String standing) {
        return standing.startsWith(REFUSED) ? Optional.of(standing.substring(REFUSED.length())) : Optional.empty();
    }

    /** Names a claim of a coupon, where the coupon is known: in its tickets. */
    public static String name(ClaimId id) {
        return id.person().value() + "#" + id.n();
    }

    /** The claim that {@link #name} named. */
    public static ClaimId parseName(CouponId coupon, String name) {
        int end = name.indexOf('#');
        return new ClaimId(new Person(name.substring(0, end)), coupon, Integer.parseInt(name.substring(end + 1)));
    }

    /** The value of {@code due} of a person's claims. */
    private static String due(Person person) {
        return due(shard(person));
    }

    /**
     * A value of {@code due}.
     *
     * @param shard from 0 to {@value #INDEX_KEYS} - 1
     */
    public static String due(int shard) {
        return "due#" + shard;
    }

    /**
     * A value of {@code counted}.
     *
     * @param shard from 0 to {@value #INDEX_KEYS} - 1
     */
    public static String counted(CouponId coupon, int shard) {
        return coupon.value() + "#" + shard;
    }

    private static int shard(Person person) {
        return Math.floorMod(person.value().hashCode(), INDEX_KEYS);
    }
}
