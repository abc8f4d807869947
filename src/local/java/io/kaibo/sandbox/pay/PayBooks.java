package io.kaibo.sandbox.pay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaibo.sandbox.Answer;
import io.kaibo.sandbox.BadControl;
import io.kaibo.sandbox.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** WeChat Pay's books: the stocks, the coupons that were sent, and the request numbers that were seen. */
final class PayBooks {
    private static final long FIRST_COUPON = 98_674_556_000L;

    private final PayRules rules;
    private final Map<String, PayStock> stocks = new LinkedHashMap<>();
    private final Map<String, PayCoupon> coupons = new LinkedHashMap<>();
    private final Map<String, PayOrder> orders = new HashMap<>();
    private final Map<String, PayCoupon> granted = new HashMap<>();
    private final Map<String, List<PayCoupon>> held = new HashMap<>();
    private final Map<String, PlannedWord> words = new HashMap<>();

    PayBooks(PayRules rules) {
        this.rules = rules;
    }

    /** A word with which sends to a person are refused. */
    private static final class PlannedWord {
        private final PayWord word;
        private int times;

        private PlannedWord(PayWord word, int times) {
            this.word = word;
            this.times = times;
        }
    }

    /** The stock of this number, which is made if there is none. */
    PayStock putStock(String id, Instant now) {
        return stocks.computeIfAbsent(id, key -> new PayStock(key, now));
    }

    Answer tellStock(String id, String creator) {
        PayStock stock = stocks.get(id);
        if (stock == null || !stock.creator().equals(creator)) {
            throw PayWord.RESOURCE_NOT_EXISTS.refusal();
        }
        return Answer.json(stock.json());
    }

    /**
     * Refuses sends to the person with this word, also those that were granted before: no rule tells which WeChat Pay looks at first.
     *
     * @param times how many, 0 for all
     */
    void refuse(String openid, PayWord word, int times) {
        words.put(openid, new PlannedWord(word, times == 0 ? Integer.MAX_VALUE : times));
    }

    /**
     * Sends a coupon.
     *
     * @param concurrent whether another send to the person is under way
     */
    PayCoupon send(PayOrder order, boolean concurrent, Instant now) {
        if (!rules.isBound(order.appid())) {
            throw PayWord.APPID_MCHID_NOT_MATCH.refusal();
        }
        if (!orders.computeIfAbsent(order.number(), number -> order).equals(order)) {
            throw PayWord.RESOURCE_ALREADY_EXISTS.refusal();
        }
        refuseAsPlanned(order.openid());
        PayCoupon earlier = granted.get(order.number());
        if (earlier != null) {
            return earlier;
        }
        PayStock stock = requireSendable(order, now);
        // several sends to a person at the same moment: all but one meet a lock, which speaks as the limit does
        if (concurrent || count(order) >= stock.perPerson()) {
            throw PayWord.RULE_LIMIT.refusal();
        }
        if (stock.left() <= 0 || rules.flaps(stock)) {
            throw PayWord.NOT_ENOUGH.refusal();
        }
        stock.distribute();
        PayCoupon coupon = new PayCoupon(Long.toString(FIRST_COUPON + coupons.size()), order, stock, now);
        coupons.put(coupon.id(), coupon);
        granted.put(order.number(), coupon);
        held.computeIfAbsent(order.openid(), person -> new ArrayList<>()).add(coupon);
        return coupon;
    }

    private void refuseAsPlanned(String openid) {
        PlannedWord planned = words.get(openid);
        if (planned != null) {
            if (--planned.times == 0) {
                words.remove(openid);
            }
            throw planned.word.refusal();
        }
    }

    private PayStock requireSendable(PayOrder order, Instant now) {
        PayStock stock = stocks.get(order.stockId());
        if (stock == null) {
            throw PayWord.RESOURCE_NOT_EXISTS.refusal();
        }
        if (!stock.creator().equals(order.creator())) {
            throw PayWord.REQUEST_BLOCKED.refusal("无权限操作该批次");
        }
        if (!stock.isRunning(now)) {
            throw PayWord.INVALID_REQUEST.refusal();
        }
        return stock;
    }

    private long count(PayOrder order) {
        return held.getOrDefault(order.openid(), List.of()).stream()
                .filter(coupon -> coupon.order().stockId().equals(order.stockId()))
                .count();
    }

    /**
     * A page of a person's coupons, used ones too; filters that are empty do not count.
     *
     * @param usable whether used ones are left out
     * @param page from 0
     */
    Answer list(String openid, String stockId, String creator, boolean usable, int page, int limit) {
        List<PayCoupon> all = held.getOrDefault(openid, List.of()).stream()
                .filter(coupon -> stockId.isEmpty() || coupon.order().stockId().equals(stockId))
                .filter(coupon -> creator.isEmpty() || coupon.order().creator().equals(creator))
                .filter(coupon -> !usable || !coupon.isUsed())
                .toList();
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode data = body.putArray("data");
        all.stream()
                .skip((long) page * limit)
                .limit(limit)
                .forEach(coupon -> data.add(coupon.listed(rules.showsNumbers())));
        return Answer.json(
                body.put("total_count", all.size()).put("offset", page).put("limit", limit));
    }

    /** Uses a coupon, which can be told more than once. */
    PayCoupon use(String couponId, Instant now) {
        PayCoupon coupon = coupons.get(couponId);
        if (coupon == null) {
            throw BadControl.notFound("coupon " + couponId);
        }
        coupon.use(now);
        return coupon;
    }

    /** Every coupon that was sent, the earliest first. */
    ArrayNode coupons() {
        ArrayNode list = Json.MAPPER.createArrayNode();
        coupons.values().forEach(coupon -> list.add(coupon.booked()));
        return list;
    }

    ArrayNode stocks() {
        ArrayNode list = Json.MAPPER.createArrayNode();
        stocks.values().forEach(stock -> list.add(stock.json()));
        return list;
    }
}
