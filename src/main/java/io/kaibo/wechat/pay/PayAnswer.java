package io.kaibo.wechat.pay;

import com.fasterxml.jackson.databind.JsonNode;

/** What became of a call of WeChat Pay. */
sealed interface PayAnswer {

    /**
     * A success, whose signature was checked.
     *
     * @param body an object; empty where the answer has no body
     */
    record Success(JsonNode body) implements PayAnswer {}

    /** No success. */
    sealed interface Failed extends PayAnswer {}

    /**
     * WeChat Pay refused the call, which had no effect.
     *
     * @param status 400 to 499
     * @param code its word, such as {@code NOT_ENOUGH}, in capitals; empty if there is none
     * @param message its words in one line, without openids; empty if there are none
     */
    record Refused(int status, String code, String message) implements Failed {}

    /** There was no connection, at any address: WeChat Pay has not heard of the call. */
    record Unreached() implements Failed {}

    /** No answer, a 5xx, or one that cannot be read: the call may have had its effect. */
    record Unanswered() implements Failed {}

    /** An answer that is not signed as WeChat Pay signs: the call may have had its effect. */
    record Unsigned(SignatureFault fault) implements Failed {}
}
