package io.kaibo.wechat.pay;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a send of a coupon says beside its person. A request number that comes again must come with the same rest.
 *
 * @param requestNumber 1 to 128 letters, digits and {@code |_*-}, of this merchant alone and for ever of this coupon
 * @param creator the merchant who created the stock
 */
@RegisterForReflection
public record CouponToSend(
        @JsonProperty("stock_id") String stockId,
        @JsonProperty("out_request_no") String requestNumber,
        @JsonProperty("appid") String appid,
        @JsonProperty("stock_creator_mchid") String creator) {}
