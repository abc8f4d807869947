package io.kaibo.coupon.shelf;

import io.kaibo.coupon.CouponProblem;
import io.kaibo.http.Problem;
import io.kaibo.wechat.pay.PayFailure;
import java.util.Map;

/** What an operator is told of a call of WeChat Pay that failed. */
final class PayProblems {

    private PayProblems() {}

    /** @param what was asked of it, such as {@code the stock} */
    static Problem of(String what, PayFailure failure) {
        return switch (failure) {
            case PayFailure.Now now ->
                Problem.unavailable("WeChat Pay does not answer for " + what + ": " + now.words(), now.retryAfter());
            case PayFailure.Account account -> refused(what, account.code(), account.words());
            case PayFailure.Request request -> refused(what, request.code(), request.words());
        };
    }

    private static Problem refused(String what, String code, String words) {
        return Problem.refusedUpstream(
                CouponProblem.REFUSED_BY_PAY, "WeChat Pay refuses " + what + ".", Map.of("code", code, "words", words));
    }
}
