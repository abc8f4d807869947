package io.kaibo.sandbox.pay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaibo.sandbox.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A coupon that a person was sent. */
final class PayCoupon {
    private final String id;
    private final PayOrder order;
    private final PayStock stock;
    private final Instant sentAt;
    private @Nullable Instant usedAt;

    PayCoupon(String id, PayOrder order, PayStock stock, Instant sentAt) {
        this.id = id;
        this.order = order;
        this.stock = stock;
        this.sentAt = sentAt;
    }

    String id() {
        return id;
    }

    PayOrder order() {
        return order;
    }

    boolean isUsed() {
        return usedAt != null;
    }

    void use(Instant now) {
        usedAt = now;
    }

    /** As a list of a person's coupons has it (根据商户号查用户的券), with its request number or without. */
    ObjectNode listed(boolean withNumber) {
        ObjectNode json = Json.MAPPER.createObjectNode().put("coupon_id", id);
        json.put("status", isUsed() ? "USED" : "SENDED").put("create_time", PayStock.format(sentAt));
        stock.describe(json);
        if (withNumber) {
            json.put("out_request_no", order.number());
        }
        return json;
    }

    /** What a notification of its use tells: neither its person nor its request number (核销事件回调通知). */
    ObjectNode used(Instant now) {
        ObjectNode json = Json.MAPPER.createObjectNode().put("coupon_id", id);
        json.put("status", "USED").put("create_time", PayStock.format(sentAt));
        stock.describe(json);
        json.putObject("consume_information")
                .put("consume_time", PayStock.format(now))
                .put("consume_mchid", PayKeys.MERCHANT)
                .put("transaction_id", "42000" + id);
        return json;
    }

    /** WeChat Pay's own books: what {@code GET /sandbox/coupons} tells. */
    ObjectNode booked() {
        return Json.MAPPER
                .createObjectNode()
                .put("coupon_id", id)
                .put("openid", order.openid())
                .put("stock_id", order.stockId())
                .put("out_request_no", order.number())
                .put("used", isUsed());
    }
}
