package io.kaibo.room;

import io.kaibo.http.Problem;
import io.kaibo.wechat.Failure;
import io.kaibo.wechat.WeChatException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells an operator why WeChat did not give its list, and what they can do. */
final class SyncProblem {

    private SyncProblem() {}

    static Problem of(WeChatException e) {
        return switch (e.failure()) {
            case Failure.Busy busy -> weChatIsAway();
            case Failure.Unreached unreached -> weChatIsAway();
            case Failure.HttpRefused refused -> weChatIsAway();
            case Failure.Unanswered unanswered -> weChatIsAway();
            case Failure.QuotaUsedUp quota ->
                Problem.unavailable(
                        said(e, quota)
                                + (quota.isOfTheMinute()
                                        ? " It takes this call again in a minute."
                                        : " It takes this call no more today."),
                        quota.retryAfter());
            case Failure.Errcode refused -> {
                Map<String, Object> members = new LinkedHashMap<>();
                members.put("call", e.call());
                members.put("errcode", refused.code());
                members.put("errmsg", refused.words());
                yield Problem.refusedUpstream(said(e, refused) + " " + whatToDo(refused.code()), members);
            }
        };
    }

    private static Problem weChatIsAway() {
        return Problem.unavailable("WeChat does not give its list of rooms.", Duration.ofMinutes(1));
    }

    private static String said(WeChatException e, Failure.Errcode refused) {
        String words = refused.words().isEmpty() ? "" : " (" + refused.words() + ")";
        return "WeChat refuses " + e.call() + " with " + refused.code() + words + ".";
    }

    private static String whatToDo(int errcode) {
        return switch (errcode) {
            case 40001, 40014, 42001 ->
                "A new access token was refused as well: another system takes it back, by force_refresh or by the older call token."
                        + " Have it use stable_token, then sync again.";
            case 40013, 40125, 41002, 41004 ->
                "Compare the appid and the AppSecret of this deployment with the mini-program's console, 开发管理. After"
                        + " putting the secret wechat-secret anew, deploy with SecretsVersion raised.";
            case 40164 ->
                "Enter the IP address that WeChat names in the mini-program's console, 开发管理, IP白名单, or take that list off.";
            case 48001 -> "The mini-program may not use this call: open 小程序直播 for it in its console.";
            case 61007 ->
                "The third-party platform that manages the mini-program lacks the permission set of live rooms (52):"
                        + " authorise the platform anew with it.";
            case 9410001 ->
                "WeChat cannot read its own list: sync again in some minutes. If that does not help, ask WeChat's support.";
            default ->
                "Look the number up in WeChat's table of return codes. If that does not help, ask WeChat's support.";
        };
    }
}
