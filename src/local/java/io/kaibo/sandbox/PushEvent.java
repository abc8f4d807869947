package io.kaibo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An event that WeChat pushes (小程序消息, 事件通知/小程序直播), with the same text however often it is pushed.
 *
 * @param from the openid of the person of the event
 * @param createTime in seconds
 * @param entries its content; all values are text, as the numbers in WeChat's samples of JSON are, createTime too
 */
record PushEvent(Kind kind, String from, long createTime, List<ObjectNode> entries) {
    /** The mini-program's account, which is not its appid. */
    static final String TO = "gh_6f1e5d4c3b2a";

    /** The sender of an event that is about no one person, which WeChat's sample leaves open. */
    private static final String NO_PERSON = "oNobodyInParticular000000000";

    /**
     * The kinds of events.
     *
     * <p>{@code wrapper} is the element around the entries in XML. In JSON there is none: so it is in WeChat's samples of the
     * subscription events, and in its tables of the live events, which have no sample in JSON.
     */
    enum Kind {
        POPUP("subscribe_msg_popup_event", "SubscribeMsgPopupEvent", true),
        CHANGE("subscribe_msg_change_event", "SubscribeMsgChangeEvent", true),
        SENT("subscribe_msg_sent_event", "SubscribeMsgSentEvent", true),
        FOLLOW("wxalive_follow_notify", "FollowNotify", false),
        FOLLOWERS_TOLD("wxalive_push_message_notify", "PushMessageApiNotify", false);

        private final String event;
        private final String wrapper;
        private final boolean list;

        Kind(String event, String wrapper, boolean list) {
            this.event = event;
            this.wrapper = wrapper;
            this.list = list;
        }

        String event() {
            return event;
        }
    }

    /** The event of a person who closed the pop-up that asked for these templates: true for an accepted one. */
    static PushEvent popup(String openid, Map<String, Boolean> accepted, Instant now) {
        return new PushEvent(
                Kind.POPUP,
                openid,
                now.getEpochSecond(),
                accepted.entrySet().stream()
                        .map(choice -> template(choice.getKey())
                                .put("SubscribeStatusString", choice.getValue() ? "accept" : "reject")
                                .put("PopupScene", "0"))
                        .toList());
    }

    /** The event of a person who turned these templates off; WeChat pushes nothing else of the settings. */
    static PushEvent change(String openid, List<String> templateIds, Instant now) {
        return new PushEvent(
                Kind.CHANGE,
                openid,
                now.getEpochSecond(),
                templateIds.stream()
                        .map(id -> template(id).put("SubscribeStatusString", "reject"))
                        .toList());
    }

    /** The event of a message that was delivered to its person. */
    static PushEvent sent(String openid, String templateId, long msgid, Instant now) {
        ObjectNode entry = template(templateId).put("MsgID", Long.toString(msgid));
        entry.put("ErrorCode", "0").put("ErrorStatus", "success");
        return new PushEvent(Kind.SENT, openid, now.getEpochSecond(), List.of(entry));
    }

    /**
     * The event of a person who follows the mini-program's live rooms, or stops following them.
     *
     * @param action add_follow or del_follow
     * @param room the room in which the person did so
     */
    static PushEvent follow(String openid, String action, Room room, Instant now) {
        ObjectNode entry = room(room).put("user_openid", openid).put("time", Long.toString(now.getEpochSecond()));
        entry.put("live_status", Integer.toString(room.liveStatus())).put("action", action);
        return new PushEvent(Kind.FOLLOW, openid, now.getEpochSecond(), List.of(entry));
    }

    /**
     * The event that says that the followers were told that the room is on air.
     *
     * @param counts how many were reached and how many were not, under WeChat's names for them
     */
    static PushEvent followersTold(String messageId, Room room, Map<String, Integer> counts, Instant now) {
        ObjectNode entry = Json.MAPPER.createObjectNode().put("message_id", messageId);
        entry.setAll(room(room));
        counts.forEach((name, count) -> entry.put(name, count.toString()));
        return new PushEvent(Kind.FOLLOWERS_TOLD, NO_PERSON, now.getEpochSecond(), List.of(entry));
    }

    String text(PushFormat format) {
        return switch (format) {
            case JSON -> json();
            case XML -> xml();
        };
    }

    private String json() {
        ObjectNode json = Json.MAPPER.createObjectNode().put("ToUserName", TO).put("FromUserName", from);
        json.put("CreateTime", Long.toString(createTime))
                .put("MsgType", "event")
                .put("Event", kind.event);
        if (!kind.list) {
            json.setAll(entries.getFirst());
        } else if (entries.size() == 1) {
            json.set("List", entries.getFirst());
        } else {
            json.putArray("List").addAll(entries);
        }
        return json.toString();
    }

    private String xml() {
        StringBuilder xml = new StringBuilder("<xml>");
        element(xml, "ToUserName", TO);
        element(xml, "FromUserName", from);
        element(xml, "CreateTime", Long.toString(createTime));
        element(xml, "MsgType", "event");
        element(xml, "Event", kind.event);
        xml.append('<').append(kind.wrapper).append('>');
        for (ObjectNode entry : entries) {
            xml.append(kind.list ? "<List>" : "");
            entry.fieldNames()
                    .forEachRemaining(
                            name -> element(xml, name, entry.path(name).asText()));
            xml.append(kind.list ? "</List>" : "");
        }
        return xml.append("</").append(kind.wrapper).append("></xml>").toString();
    }

    private static void element(StringBuilder xml, String name, String value) {
        boolean number = value.matches("\\d+");
        xml.append('<').append(name).append('>');
        xml.append(number ? value : "<![CDATA[" + value + "]]>");
        xml.append("</").append(name).append('>');
    }

    private static ObjectNode template(String templateId) {
        return Json.MAPPER.createObjectNode().put("TemplateId", templateId);
    }

    private static ObjectNode room(Room room) {
        return Json.MAPPER.createObjectNode().put("room_id", Long.toString(room.roomid()));
    }
}
