package io.kaibo.room.sync;

import io.kaibo.http.Problem;
import io.kaibo.wechat.Failure;
import io.kaibo.wechat.WeChatException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells an operator with which errcode WeChat refuses its list, and what they can do. */
final class SyncProblem {

    private static final String OTHER_SYSTEM =
            "A new access token was refused as well: another system takes it back, by `force_refresh` or by the older call `token`."
                    + " Have it use `stable_token`, then sync again.";
    private static final String CREDENTIALS =
            "Compare the appid and the AppSecret of this deployment with the mini-program's console, 开发管理. After"
                    + " putting the secret `wechat-secret` anew, deploy with `SecretsVersion` raised.";

    /** What to do about each errcode; the runbook says the same in the same words. */
    static final Map<Integer, String> ADVICE = Map.ofEntries(
            Map.entry(40001, OTHER_SYSTEM),
            Map.entry(40014, OTHER_SYSTEM),
            Map.entry(42001, OTHER_SYSTEM),
            Map.entry(40013, CREDENTIALS),
            Map.entry(40125, CREDENTIALS),
            Map.entry(41002, CREDENTIALS),
            Map.entry(41004, CREDENTIALS),
            Map.entry(
                    40164,
                    "Enter the IP address that WeChat names in the mini-program's console, 开发管理, IP白名单, or take that list off."),
            Map.entry(48001, "The mini-program may not use this call: open 小程序直播 for it in its console."),
            Map.entry(
                    61007,
                    "The third-party platform that manages the mini-program lacks the permission set of live rooms (52):"
                            + " authorise the platform anew with it."),
            Map.entry(
                    9410001,
                    "WeChat cannot read its own list: sync again in some minutes. If that does not help, ask WeChat's support."));

    private static final String UNKNOWN_CODE =
            "Look the number up in WeChat's table of return codes. If that does not help, ask WeChat's support.";

    private SyncProblem() {}

    /** What the caller is answered: the failure itself where it is WeChat's of now. */
    static RuntimeException of(WeChatException e) {
        return switch (e.failure()) {
            case Failure.Now _, Failure.Unknown _ -> e;
            case Failure.Errcode refused -> refused(e.call(), refused);
        };
    }

    private static Problem refused(String call, Failure.Errcode refused) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("call", call);
        members.put("errcode", refused.code());
        members.put("errmsg", refused.words());
        String words = refused.words().isEmpty() ? "" : " (" + refused.words() + ")";
        return Problem.refusedUpstream(
                "WeChat refuses " + call + " with " + refused.code() + words + ". "
                        + ADVICE.getOrDefault(refused.code(), UNKNOWN_CODE),
                members);
    }
}
