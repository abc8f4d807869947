package io.kaibo.wechat.pay;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.wechat.pay.PayAnswer.Refused;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each word of WeChat Pay's error tables means, for a send and for any other call. */
class PayAnswersTest {

    @ParameterizedTest
    @CsvSource({
        "400, PARAM_ERROR, Blocked, Request",
        "400, MCH_NOT_EXISTS, AccountRefused, Account",
        "400, INVALID_REQUEST, Blocked, Request",
        "400, APPID_MCHID_NOT_MATCH, AccountRefused, Account",
        "400, RESOURCE_ALREADY_EXISTS, Blocked, Request",
        "401, SIGN_ERROR, AccountRefused, Account",
        "403, NO_AUTH, AccountRefused, Account",
        "403, USER_ACCOUNT_ABNORMAL, PersonRefused, Request",
        "403, USER_AL_GET_COUPON, PersonRefused, Request",
        "403, NOT_ENOUGH, StockShort, Request",
        "403, REQUEST_BLOCKED, Blocked, Request",
        "403, RULE_LIMIT, LimitReached, Request",
        "404, RESOURCE_NOT_EXISTS, Blocked, Request",
        "429, FREQUENCY_LIMIT_EXCEED, Delayed, Now",
        "429, FREQUENCY_LIMITED, Delayed, Now",
        "429, RATELIMIT_EXCEEDED, Delayed, Now",
        "429, RATELIMIT_EXCEED, Delayed, Now",
        "429, A_NEW_WORD, Delayed, Now",
        "403, A_NEW_WORD, Blocked, Request",
        "400, RULELIMIT, Blocked, Request",
        "403, RESOURCE_INSUFFICIENT, Blocked, Request",
        "400, SYSTEM_ERROR, Delayed, Now",
        "400, SYSTEMERROR, Delayed, Now",
        "401, A_NEW_WORD, AccountRefused, Account",
        "401, '', AccountRefused, Account",
        "403, '', Delayed, Now",
        "404, '', Delayed, Now",
        "413, '', Delayed, Now",
        "429, '', Delayed, Now",
    })
    void everyWordHasItsClass(int status, String code, String send, String other) {
        Refused refused = new Refused(status, code, "it says so");
        assertThat(SendCouponAnswer.of(refused).getClass().getSimpleName()).isEqualTo(send);
        assertThat(PayFailure.of(refused).getClass().getSimpleName()).isEqualTo(other);
    }

    @Test
    void aCallWithoutAnAnswerMayHaveHadItsEffectAndIsMadeAgain() {
        assertThat(SendCouponAnswer.of(new PayAnswer.Unanswered()))
                .isEqualTo(new SendCouponAnswer.Delayed("it does not answer", Duration.ofSeconds(2)));
        assertThat(SendCouponAnswer.of(new PayAnswer.Unreached()))
                .isEqualTo(new SendCouponAnswer.Delayed("it cannot be reached", Duration.ofSeconds(2)));
    }

    @Test
    void theWordsGoAlong() {
        assertThat(SendCouponAnswer.of(new Refused(403, "NOT_ENOUGH", "批次预算不足")))
                .isEqualTo(new SendCouponAnswer.StockShort("批次预算不足"));
        assertThat(SendCouponAnswer.of(new Refused(400, "INVALID_REQUEST", "活动已结束或未激活")))
                .isEqualTo(new SendCouponAnswer.Blocked("INVALID_REQUEST", "活动已结束或未激活"));
    }
}
