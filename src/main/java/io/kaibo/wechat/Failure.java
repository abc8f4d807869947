package io.kaibo.wechat;

import java.time.Duration;

/**
 * Why a call to WeChat gave no result. What to do follows from the kind alone; the numbers are those of WeChat's table
 * of return codes.
 */
public sealed interface Failure {

    /** WeChat answered with an errcode. */
    sealed interface Errcode extends Failure {
        int code();

        /**
         * What WeChat's errmsg says, in one short line without tokens, openids and secrets; empty if it says nothing. It often
         * names the cause: with 40164 the IP address to be allowed, with 47003 the field.
         */
        String words();

        /** What an answer with this errcode means; 0 is no failure and has no value here. */
        static Errcode of(int code, String words) {
            return switch (code) {
                case 40001, 40014, 42001 -> new DeadToken(code, words);
                case -1 -> new Busy(code, words);
                case 44991, 45009, 45011 -> new QuotaUsedUp(code, words);
                case 40029, 40163 -> new LoginCodeRefused(code, words);
                case 40003 -> new PersonUnknown(code, words);
                case 40226 -> new PersonBlocked(code, words);
                case 43101 -> new NotAccepted(code, words);
                case 43108 -> new SendsAtOnce(code, words);
                case 40037, 41030, 43107, 45168, 47003, 48001 -> new MessageRefused(code, words);
                default -> new Refused(code, words);
            };
        }
    }

    /** 40001, 40014, 42001: the access token is not, or no longer, the one. */
    record DeadToken(int code, String words) implements Errcode {}

    /** −1: WeChat is busy; the same call may work a moment later. */
    record Busy(int code, String words) implements Errcode {}

    /** 45009 (of the day), 44991 and 45011 (of the minute): too many calls. */
    record QuotaUsedUp(int code, String words) implements Errcode {

        public boolean isOfTheMinute() {
            return code != 45009;
        }

        /** After how long the call may work again; a day's quota is WeChat's to renew, at midnight in China. */
        public Duration retryAfter() {
            return isOfTheMinute() ? Duration.ofMinutes(1) : Duration.ofHours(1);
        }
    }

    /** 40029: the login code is unknown, was used, or is older than five minutes; 40163: it was used. */
    record LoginCodeRefused(int code, String words) implements Errcode {}

    /** 40003: no person of this mini-program has the openid. */
    record PersonUnknown(int code, String words) implements Errcode {}

    /** 40226: WeChat holds this person for a high risk. */
    record PersonBlocked(int code, String words) implements Errcode {}

    /** 43101: the person did not accept a message of this template, or has used his accept up. */
    record NotAccepted(int code, String words) implements Errcode {}

    /** 43108: another message to the same person is under way. */
    record SendsAtOnce(int code, String words) implements Errcode {}

    /**
     * WeChat refuses the message to every person. 40037: the template is not ours; 41030: the published mini-program has no such
     * page; 43107, 48001: we may not send at all; 45168: a word is sensitive; 47003: a value does not fit its field.
     */
    record MessageRefused(int code, String words) implements Errcode {}

    /** Any other errcode. Whether it concerns one person, the message or the account, the number alone does not say. */
    record Refused(int code, String words) implements Errcode {}

    /** An HTTP status from 400 to 499, by WeChat or something in front of it: the call had no effect. */
    record HttpRefused(int status) implements Failure {}

    /** The connection was never made: WeChat has not heard of the call. */
    record Unreached() implements Failure {}

    /** No answer, a broken one or a 5xx: WeChat may have acted on the call. */
    record Unanswered() implements Failure {}
}
