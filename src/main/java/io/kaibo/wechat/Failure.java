package io.kaibo.wechat;

import java.time.Duration;

/**
 * Why a call to WeChat gave no result. Each failure has a scope: {@link ThisPerson}, {@link MessageOrAccount}, {@link Now} or
 * {@link Unknown}. What to do follows from the scope; the numbers are those of WeChat's table of return codes.
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
                default -> new RequestRefused(code, words);
            };
        }
    }

    /** The call fails for this person, and does so again. */
    sealed interface ThisPerson extends Errcode {}

    /** The call fails for every person until an operator mends the message or the account. */
    sealed interface MessageOrAccount extends Errcode {}

    /** The call had no effect, or changes nothing at WeChat: the same call may work later. */
    sealed interface Now extends Failure {

        /** The delay before the call may work again. */
        default Duration retryAfter() {
            return Duration.ofSeconds(2);
        }
    }

    /** 40001, 40014, 42001: the access token is not, or no longer, the one. */
    record DeadToken(int code, String words) implements MessageOrAccount {}

    /** −1: WeChat is busy; the same call may work a moment later. */
    record Busy(int code, String words) implements Errcode, Now {}

    /** 45009 (of the day), 44991 and 45011 (of the minute): too many calls. */
    record QuotaUsedUp(int code, String words) implements Errcode, Now {

        public boolean isOfTheMinute() {
            return code != 45009;
        }

        /** A day's quota is WeChat's to renew, at midnight in China. */
        @Override
        public Duration retryAfter() {
            return isOfTheMinute() ? Duration.ofMinutes(1) : Duration.ofHours(1);
        }
    }

    /** 40029: the login code is unknown, was used, or is older than five minutes; 40163: it was used. */
    record LoginCodeRefused(int code, String words) implements ThisPerson {}

    /** 40003: no person of this mini-program has the openid. */
    record PersonUnknown(int code, String words) implements ThisPerson {}

    /** 40226: WeChat holds this person for a high risk. */
    record PersonBlocked(int code, String words) implements ThisPerson {}

    /** 43101: the person did not accept a message of this template, or has no accept left. */
    record NotAccepted(int code, String words) implements ThisPerson {}

    /** 43108: another message to the same person is under way. */
    record SendsAtOnce(int code, String words) implements Errcode, Now {}

    /**
     * WeChat refuses the message to every person. 40037: the template is not ours; 41030: the published mini-program has no such
     * page; 43107, 48001: we may not send at all; 45168: a word is sensitive; 47003: a value does not fit its field.
     */
    record MessageRefused(int code, String words) implements MessageOrAccount {}

    /** Any other errcode. Whether it concerns one person, the message or the account, the number alone does not say. */
    record RequestRefused(int code, String words) implements MessageOrAccount {}

    /** An HTTP status from 400 to 499, by WeChat or something in front of it: the call had no effect. */
    record HttpRefused(int status) implements Now {}

    /** The connection was never made: WeChat has not heard of the call. */
    record Unreached() implements Now {}

    /** No answer, a broken one or a 5xx, to a call that may be made again. */
    record Unanswered() implements Now {}

    /** No answer, a broken one or a 5xx, to a send that must not be made again: WeChat may have acted on it. */
    record Unknown() implements Failure {}
}
