package io.kaibo.reminder;

import java.time.Instant;
import java.util.UUID;

/** Events as WeChat writes them, in JSON. Each test makes its own people and templates, since all share the table. */
public final class PushedMessages {

    private PushedMessages() {}

    /** A name that nothing else has. */
    public static String fresh(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }

    /** @param answers of {@link #accept} and {@link #reject} */
    public static String popup(String openid, Instant at, String... answers) {
        return event("subscribe_msg_popup_event", openid, at, "\"List\":" + list(answers));
    }

    /** @param answers of {@link #reject} */
    public static String change(String openid, Instant at, String... answers) {
        return event("subscribe_msg_change_event", openid, at, "\"List\":" + list(answers));
    }

    /** @param results of {@link #result} */
    public static String sent(String openid, Instant at, String... results) {
        return event("subscribe_msg_sent_event", openid, at, "\"List\":" + list(results));
    }

    public static String accept(String templateId) {
        return answer(templateId, "accept");
    }

    public static String reject(String templateId) {
        return answer(templateId, "reject");
    }

    public static String result(String templateId, long msgId, int errorCode) {
        return "{\"TemplateId\":\"" + templateId + "\",\"MsgID\":\"" + msgId + "\",\"ErrorCode\":\"" + errorCode
                + "\",\"ErrorStatus\":\"whatever\"}";
    }

    public static String followed(String openid, long roomId, Instant at, String action) {
        return event(
                "wxalive_follow_notify",
                openid,
                at,
                "\"room_id\":" + roomId + ",\"user_openid\":\"" + openid + "\",\"time\":1546924844,"
                        + "\"live_status\":101,\"action\":\"" + action + "\"");
    }

    public static String livePushed(long roomId, String messageId, Instant at, long total, long success) {
        return event(
                "wxalive_push_message_notify",
                "gh_1",
                at,
                "\"message_id\":\"" + messageId + "\",\"room_id\":" + roomId + ",\"total_count\":" + total
                        + ",\"success_count\":" + success
                        + ",\"openid_error_count\":1,\"relation_error_count\":2,\"user_recv_limit_count\":3,"
                        + "\"internal_error_count\":4");
    }

    private static String event(String name, String openid, Instant at, String more) {
        return "{\"ToUserName\":\"gh_1\",\"FromUserName\":\"" + openid + "\",\"CreateTime\":\"" + at.getEpochSecond()
                + "\",\"MsgType\":\"event\",\"Event\":\"" + name + "\"," + more + "}";
    }

    private static String answer(String templateId, String status) {
        return "{\"TemplateId\":\"" + templateId + "\",\"SubscribeStatusString\":\"" + status
                + "\",\"PopupScene\":\"0\"}";
    }

    /** One is an object, several are an array. */
    private static String list(String... entries) {
        return entries.length == 1 ? entries[0] : "[" + String.join(",", entries) + "]";
    }
}
