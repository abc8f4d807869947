package io.kaibo.wechat.pay;

import java.time.Duration;

/**
 * What WeChat Pay answers to the send of a coupon. Nothing but {@link Granted} and {@link PersonRefused} is its last word. The words are
 * WeChat Pay's, in one line without openids; empty if it says nothing. Source: 发放指定批次的代金券, and what merchants met.
 */
public sealed interface SendCouponAnswer {

    /** The person has the coupon, by this call or by an earlier one of the same request number. */
    record Granted(String couponId) implements SendCouponAnswer {}

    /** This person gets no such coupon, for good: {@code USER_AL_GET_COUPON}, {@code USER_ACCOUNT_ABNORMAL}. */
    record PersonRefused(String code, String words) implements SendCouponAnswer {}

    /** {@code RULE_LIMIT}: the person's limit, or a second send to the person at the same moment. */
    record LimitReached(String words) implements SendCouponAnswer {}

    /** {@code NOT_ENOUGH}: the stock or its budget of the day is used up, or almost: it is said while some are left too. */
    record StockShort(String words) implements SendCouponAnswer {}

    /**
     * {@code REQUEST_BLOCKED}, {@code INVALID_REQUEST}, {@code RESOURCE_NOT_EXISTS}, {@code PARAM_ERROR}, or a word that is not known: the
     * person, the stock or what is sent of it, the word alone does not say.
     */
    record Blocked(String code, String words) implements SendCouponAnswer {}

    /** No person gets a coupon until an operator mends the account or the keys. */
    record AccountRefused(String code, String words) implements SendCouponAnswer {}

    /** Not now; the same call later. It may have had its effect all the same. */
    record Delayed(String words, Duration retryAfter) implements SendCouponAnswer {}

    static SendCouponAnswer of(PayAnswer.Failed answer) {
        return switch (PayFailure.of(answer)) {
            case PayFailure.Now now -> new Delayed(now.words(), now.retryAfter());
            case PayFailure.Account account -> new AccountRefused(account.code(), account.words());
            case PayFailure.Request request -> of(request);
        };
    }

    private static SendCouponAnswer of(PayFailure.Request refused) {
        return switch (refused.code()) {
            case "USER_AL_GET_COUPON", "USER_ACCOUNT_ABNORMAL" -> new PersonRefused(refused.code(), refused.words());
            case "RULE_LIMIT" -> new LimitReached(refused.words());
            case "NOT_ENOUGH" -> new StockShort(refused.words());
            default -> new Blocked(refused.code(), refused.words());
        };
    }
}
