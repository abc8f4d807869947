package io.kaibo.wechat.pay;

import io.kaibo.wechat.Members;
import io.kaibo.wechat.OddElementException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stock (批次) of cash coupons as WeChat Pay tells it. Source: 查询批次详情.
 *
 * @param creator the merchant who created it
 * @param maxCoupons how many it has in all
 * @param maxPerPerson how many of them one person may be sent
 * @param distributed how many were sent, by all who may send them
 * @param couponAmount what a coupon is worth, in 分; 0 for a kind that has no fixed amount
 * @param minimum the payment from which it can be used, in 分
 * @param from from when a coupon can be used
 * @param until when the last one ends
 */
public record Stock(
        String stockId,
        String creator,
        String name,
        StockState state,
        String type,
        long maxCoupons,
        long maxPerPerson,
        long distributed,
        long couponAmount,
        long minimum,
        Instant from,
        Instant until) {

    /** @throws OddElementException naming the member that cannot be read */
    static Stock of(Members stock) {
        Members rule = stock.readMembers("stock_use_rule");
        @Nullable Members normal = rule.findMembers("fixed_normal_coupon");
        return new Stock(
                stock.requireText("stock_id"),
                stock.requireText("stock_creator_mchid"),
                stock.requireText("stock_name"),
                StockState.parse(stock.requireText("status")),
                stock.requireText("stock_type"),
                rule.readCount("max_coupons"),
                rule.readCount("max_coupons_per_user"),
                stock.readCount("distributed_coupons"),
                normal == null ? 0 : normal.readCount("coupon_amount"),
                normal == null ? 0 : normal.readCount("transaction_minimum"),
                stock.readTime("available_begin_time"),
                stock.readTime("available_end_time"));
    }
}
