package io.kaibo.wechat.pay;

import java.time.Duration;

/**
 * Why a call that reads, or that may be made again, gave no result. Which word means what depends on the API it comes from; these are the
 * words that mean the same on each.
 */
public sealed interface PayFailure {

    /** The same call may work later: WeChat Pay is busy, limits calls, or could not be reached or understood. */
    record Now(String words, Duration retryAfter) implements PayFailure {}

    /**
     * No call works until an operator mends the account or the keys.
     *
     * @param words WeChat Pay's, in one line; empty if it says nothing
     */
    record Account(String code, String words) implements PayFailure {}

    /** The call was refused for what it asks. */
    record Request(String code, String words) implements PayFailure {}

    /** What an answer that is no success means for a call that may be made again. */
    static PayFailure of(PayAnswer.Failed answer) {
        return switch (answer) {
            case PayAnswer.Refused refused -> of(refused);
            case PayAnswer.Unreached _ -> new Now("it cannot be reached", Duration.ofSeconds(2));
            case PayAnswer.Unanswered _ -> new Now("it does not answer", Duration.ofSeconds(2));
            case PayAnswer.Unsigned(var fault) ->
                new Now("its answer is not signed as it should be: " + fault, Duration.ofSeconds(2));
        };
    }

    private static PayFailure of(PayAnswer.Refused refused) {
        return switch (refused.code()) {
            case "FREQUENCY_LIMIT_EXCEED", "FREQUENCY_LIMITED", "RATELIMIT_EXCEEDED" ->
                new Now("it limits calls", Duration.ofSeconds(5));
            case "SYSTEM_ERROR", "SYSTEMERROR" -> new Now("it is busy", Duration.ofSeconds(2));
            case "SIGN_ERROR", "APPID_MCHID_NOT_MATCH", "MCH_NOT_EXISTS", "NO_AUTH" ->
                new Account(refused.code(), refused.message());
            default -> ofStatus(refused);
        };
    }

    /** Of a word that is not known, or of something in front of WeChat Pay that says none. */
    private static PayFailure ofStatus(PayAnswer.Refused refused) {
        return switch (refused.status()) {
            case 429 -> new Now("it limits calls", Duration.ofSeconds(5));
            case 401 -> new Account(refused.code().isEmpty() ? "401" : refused.code(), refused.message());
            default ->
                refused.code().isEmpty()
                        ? new Now("it answers " + refused.status(), Duration.ofSeconds(5))
                        : new Request(refused.code(), refused.message());
        };
    }
}
