package io.kaibo.wechat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** An answer of {@code getliveinfo}. It is read member by member, so that one odd room does not make the list unreadable. */
record LiveAnswer(int errcode, @Nullable JsonNode errmsg, Members members) implements WeChatRest.Answer {

    /**
     * A line end in a name, which WeChat may write as it is, does not make the list unreadable.
     *
     * @return null for what is no answer: an empty body, {@code null}, no JSON, an errcode that is no number
     */
    static @Nullable LiveAnswer read(@Nullable String body, ObjectMapper json) {
        if (body == null) {
            return null;
        }
        try {
            var members = new Members(json.reader()
                    .with(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .readTree(body));
            return new LiveAnswer(
                    members.readSmall("errcode"), members.element().get("errmsg"), members);
        } catch (JsonProcessingException | OddElementException e) {
            return null;
        }
    }

    /** False if the list is missing. WeChat reports an empty list by an errcode, so a missing list is a broken answer. */
    boolean hasRooms() {
        try {
            return members.element().hasNonNull("total")
                    && members.readSmall("total") >= 0
                    && members.element().path("room_info").isArray();
        } catch (OddElementException e) {
            return false;
        }
    }

    /** There is no room, or no recording. */
    static LiveAnswer none() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("total", 0);
        answer.putArray("room_info");
        return new LiveAnswer(0, null, new Members(answer));
    }
}
