package io.kaibo.coupon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaibo.aws.Item;
import io.kaibo.aws.NewItem;
import io.kaibo.person.Person;
import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of the table of coupons; {@code id} is a coupon's, {@code nn} from 00 to 63:
 *
 * <pre>
 * pk             sk             is
 * STOCK#98       STOCK          how much of a stock is allotted to rooms
 * C#id           COUPON         the coupon
 * C#id#POT#0     POT            numbers to try
 * C#id#T#nn      0000042        a ticket, and whose claim holds it
 * P#person       C#id#001       a claim
 * P#person       SENDING        who asks WeChat Pay for the person now
 * W#1032         GRANT          which claim a coupon of WeChat Pay's was sent for
 * W#1032         USE            that a coupon of WeChat Pay's was used, and when
 * HALT           HALT           why WeChat Pay is asked for nothing, if it is not
 * C#id#STRANGE   RULE_LIMIT     the persons who met a word of WeChat Pay's that may concern all
 * </pre>
 */
@Singleton
public class CouponItems {

    /** The table, without the stage. */
    public static final String TABLE = "coupons";

    /** The index of a room's coupons, by {@code room} and {@code createdAt}. */
    public static final String ROOM_INDEX = "room";

    /** What {@code due} is of every coupon on the shelf: they are few. */
    public static final String SHELF = "shelf";

    private final ObjectMapper json;

    CouponItems(ObjectMapper json) {
        this.json = json;
    }

    /** A coupon that is to be written. */
    public NewItem write(Coupon coupon) {
        return new NewItem(couponKey(coupon.id()))
                .with("id", coupon.id().value())
                .with("room", coupon.room().value())
                .with("state", coupon.state())
                .with("plan", writePlan(coupon.plan()))
                .with("terms", writeJson(coupon.terms()))
                .with("pieces", coupon.size())
                .with("pots", coupon.pots())
                .with("createdAt", coupon.createdAt());
    }

    public Coupon coupon(Item item) {
        return new Coupon(
                new CouponId(item.text("id")),
                new RoomId(item.text("room")),
                item.word("state", CouponState.class),
                readJson(item.text("plan"), CouponPlan.class),
                readJson(item.text("terms"), CouponTerms.class),
                (int) item.number("pieces"),
                (int) item.number("pots"),
                item.instant("createdAt"),
                item.instantOrNull("shelvedAt"),
                item.textOrNull("reason"),
                item.textOrNull("halt"));
    }

    public String writePlan(CouponPlan plan) {
        return writeJson(plan);
    }

    private String writeJson(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it cannot be written", e);
        }
    }

    private <T> T readJson(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a coupon cannot be read", e);
        }
    }

    public static Map<String, AttributeValue> couponKey(CouponId id) {
        return Item.key("C#" + id.value(), "COUPON");
    }

    static CouponId idOf(String pk) {
        return new CouponId(pk.substring("C#".length()));
    }

    public static Map<String, AttributeValue> stockKey(String stockId) {
        return Item.key("STOCK#" + stockId, "STOCK");
    }

    /** The partition of all that one person claimed. */
    public static String person(Person person) {
        return "P#" + person.value();
    }

    public static Map<String, AttributeValue> sendingKey(Person person) {
        return Item.key(person(person), "SENDING");
    }

    /** @param couponId WeChat Pay's */
    public static Map<String, AttributeValue> grantKey(String couponId) {
        return Item.key("W#" + couponId, "GRANT");
    }

    /** @param couponId WeChat Pay's */
    public static Map<String, AttributeValue> useKey(String couponId) {
        return Item.key("W#" + couponId, "USE");
    }

    public static Map<String, AttributeValue> haltKey() {
        return Item.key("HALT", "HALT");
    }
}
