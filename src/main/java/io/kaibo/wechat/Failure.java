package io.kaibo.wechat;

/**
 * Why a call to WeChat gave no result. What to do follows from the kind alone; the numbers are those of WeChat's table
 * of return codes.
 */
public sealed interface Failure {

    /** WeChat answered with an errcode. */
    sealed interface Errcode extends Failure {
        int code();

        /** What an answer with this errcode means; 0 is no failure and has no value here. */
        static Errcode of(int code) {
            return switch (code) {
                case 40001, 40014, 42001 -> new DeadToken(code);
                case -1 -> new Busy(code);
                case 45009, 45011 -> new QuotaUsedUp(code);
                case 40029, 40163 -> new LoginCodeRefused(code);
                case 40226 -> new PersonBlocked(code);
                default -> new Refused(code);
            };
        }
    }

    /** 40001, 40014, 42001: the access token is not, or no longer, the one. */
    record DeadToken(int code) implements Errcode {}

    /** −1: WeChat is busy; the same call may work a moment later. */
    record Busy(int code) implements Errcode {}

    /** 45009 (of the day), 45011 (of the minute): too many calls. */
    record QuotaUsedUp(int code) implements Errcode {}

    /** 40029: the login code is unknown, was used, or is older than five minutes; 40163: it was used. */
    record LoginCodeRefused(int code) implements Errcode {}

    /** 40226: WeChat holds this person for a high risk. */
    record PersonBlocked(int code) implements Errcode {}

    /** Any other errcode: the same call will not work. */
    record Refused(int code) implements Errcode {}

    /** The connection was never made: WeChat has not heard of the call. */
    record Unreached() implements Failure {}

    /** No answer, a broken one or a 5xx: WeChat may have acted on the call. */
    record Unanswered() implements Failure {}
}
