package io.kaibo.sandbox.pay;

import io.kaibo.sandbox.Answer;
import io.kaibo.sandbox.Json;

/** The words with which the sandbox's WeChat Pay refuses by itself. */
enum PayWord {
    PARAM_ERROR(400, "参数错误"),
    SIGN_ERROR(401, "错误的签名，导致验签失败"),
    INVALID_REQUEST(400, "活动已结束或未激活"),
    APPID_MCHID_NOT_MATCH(400, "商户号与AppID不匹配"),
    RESOURCE_ALREADY_EXISTS(400, "单号已被使用，且请求参数不同"),
    RESOURCE_NOT_EXISTS(404, "批次不存在"),
    USER_ACCOUNT_ABNORMAL(403, "用户账户异常"),
    USER_AL_GET_COUPON(403, "你已领取过该代金券"),
    NOT_ENOUGH(403, "批次预算不足"),
    REQUEST_BLOCKED(403, "调用接口被拦截"),
    RULE_LIMIT(403, "业务规则限制"),
    FREQUENCY_LIMIT_EXCEED(429, "接口限频"),
    SYSTEM_ERROR(500, "系统错误");

    private final int status;
    private final String message;

    PayWord(int status, String message) {
        this.status = status;
        this.message = message;
    }

    Answer answer() {
        return answer(message);
    }

    Answer answer(String otherMessage) {
        return answer(status, name(), otherMessage);
    }

    /** The answer of any word: a fault may be one that the sandbox does not give by itself. */
    static Answer answer(int status, String code, String message) {
        return Answer.json(
                status, Json.MAPPER.createObjectNode().put("code", code).put("message", message));
    }

    PayRefusal refusal() {
        return new PayRefusal(answer());
    }

    PayRefusal refusal(String otherMessage) {
        return new PayRefusal(answer(otherMessage));
    }
}
