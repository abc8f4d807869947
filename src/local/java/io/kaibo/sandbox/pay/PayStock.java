package io.kaibo.sandbox.pay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaibo.sandbox.BadControl;
import io.kaibo.sandbox.Fields;
import io.kaibo.sandbox.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A stock (批次) of cash coupons, in WeChat Pay's words. */
final class PayStock {
    static final List<String> STATES = List.of("unactivated", "audit", "running", "stoped", "paused");

    private static final int MOST_COUPONS = 10_000_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

    private final String id;
    private String creator = PayKeys.MERCHANT;
    private String name = "直播间满减券";
    private String state = "running";
    private String type = "NORMAL";
    private int max = 5000;
    private int perPerson = 1;
    private int amount = 500;
    private int minimum = 2000;
    private Instant from;
    private Instant until;
    private int distributed;

    /** A running one of 5,000 coupons of 5 yuan for a payment of 20, a coupon a person, which ends in 30 days. */
    PayStock(String id, Instant now) {
        this.id = id;
        this.from = now.truncatedTo(ChronoUnit.DAYS);
        this.until = from.plus(Duration.ofDays(31));
    }

    /** Changes it as a control call says. Times are in seconds since 1970. */
    void edit(Fields body) {
        body.only(
                "stock_id",
                "stock_creator_mchid",
                "stock_name",
                "status",
                "stock_type",
                "max_coupons",
                "max_coupons_per_user",
                "coupon_amount",
                "transaction_minimum",
                "available_begin_time",
                "available_end_time",
                "distributed_coupons");
        if (body.has("status") && !STATES.contains(body.text("status"))) {
            throw BadControl.field("status", "must be one of " + STATES);
        }
        state = text(body, "status", state);
        creator = text(body, "stock_creator_mchid", creator);
        name = text(body, "stock_name", name);
        type = text(body, "stock_type", type);
        max = number(body, "max_coupons", max);
        perPerson = number(body, "max_coupons_per_user", perPerson);
        amount = number(body, "coupon_amount", amount);
        minimum = number(body, "transaction_minimum", minimum);
        distributed = number(body, "distributed_coupons", distributed);
        from = moment(body, "available_begin_time", from);
        until = moment(body, "available_end_time", until);
    }

    private static String text(Fields body, String field, String otherwise) {
        return body.has(field) ? body.filledText(field) : otherwise;
    }

    private static int number(Fields body, String field, int otherwise) {
        return body.has(field) ? body.between(0, MOST_COUPONS, field) : otherwise;
    }

    private static Instant moment(Fields body, String field, Instant otherwise) {
        return body.has(field) ? Instant.ofEpochSecond(body.whole(field)) : otherwise;
    }

    String id() {
        return id;
    }

    String creator() {
        return creator;
    }

    int perPerson() {
        return perPerson;
    }

    boolean isRunning(Instant now) {
        return state.equals("running") && now.isBefore(until);
    }

    /** How many coupons are left. */
    int left() {
        return max - distributed;
    }

    /** Whether it is in its last part: what is left is at most this share of all, in percent. */
    boolean isInLast(int percent) {
        return 100L * left() <= (long) percent * max;
    }

    void distribute() {
        distributed++;
    }

    /** As WeChat Pay tells it (查询批次详情). */
    ObjectNode json() {
        ObjectNode json = Json.MAPPER
                .createObjectNode()
                .put("stock_id", id)
                .put("stock_creator_mchid", creator)
                .put("stock_name", name)
                .put("status", state)
                .put("create_time", format(from))
                .put("description", "")
                .put("available_begin_time", format(from))
                .put("available_end_time", format(until))
                .put("distributed_coupons", distributed)
                .put("no_cash", false)
                .put("singleitem", false)
                .put("stock_type", type);
        ObjectNode rule = json.putObject("stock_use_rule")
                .put("max_coupons", max)
                .put("max_amount", (long) max * amount)
                .put("max_amount_by_day", 0)
                .put("max_coupons_per_user", perPerson)
                .put("coupon_type", "NORMAL")
                .put("combine_use", false);
        rule.set("fixed_normal_coupon", value());
        rule.putArray("trade_type").add("MICROAPP");
        return json;
    }

    /** What its coupons share, as WeChat Pay tells it of each of them. */
    void describe(ObjectNode coupon) {
        coupon.put("stock_creator_mchid", creator)
                .put("stock_id", id)
                .put("coupon_name", name)
                .put("description", "")
                .put("coupon_type", "NORMAL")
                .put("no_cash", false)
                .put("singleitem", false)
                .put("available_begin_time", format(from))
                .put("available_end_time", format(until))
                .set("normal_coupon_information", value());
    }

    private ObjectNode value() {
        return Json.MAPPER.createObjectNode().put("coupon_amount", amount).put("transaction_minimum", minimum);
    }

    /** A time as WeChat Pay writes it: 2026-05-20T13:29:35+08:00. */
    static String format(Instant time) {
        return TIME.format(time.atOffset(ZoneOffset.ofHours(8)));
    }
}
