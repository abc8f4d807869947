package io.kaibo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.IntFunction;

/** The default values of a room, its goods and its replays. */
final class RoomDefaults {
    private RoomDefaults() {}

    /** A new room's fields: the given ones over the defaults. */
    static ObjectNode room(long roomid, ObjectNode wish, Instant now) {
        int status = wish.path("live_status").asInt(102);
        long start = wish.path("start_time").asLong(now.plus(untilStart(status)).getEpochSecond());
        ObjectNode room = Json.MAPPER
                .createObjectNode()
                .put("name", "新品直播专场")
                .put("roomid", roomid)
                .put("cover_img", image("cover" + roomid))
                .put("share_img", image("share" + roomid))
                .put("live_status", status)
                .put("start_time", start)
                .put("end_time", start + Duration.ofHours(2).toSeconds())
                .put("anchor_name", "小开")
                .put("live_type", 0)
                .put("close_like", 0)
                .put("close_goods", 0)
                .put("close_comment", 0)
                .put("close_kf", 1)
                .put("close_replay", 0)
                .put("is_feeds_public", 1)
                .put("creater_openid", "")
                .put("feeds_img", image("feeds" + roomid));
        room.putArray("goods");
        room.putArray("live_replay");
        return over(room, wish, now);
    }

    /** A room's fields with these changes; goods and replays are exchanged as a whole and get defaults of their own. */
    static ObjectNode over(ObjectNode room, ObjectNode changes, Instant now) {
        ObjectNode changed = room.deepCopy();
        changed.setAll(changes);
        changed.set("goods", filled(changed.path("goods"), RoomDefaults::goods));
        changed.set("live_replay", filled(changed.path("live_replay"), part -> replay(part, now)));
        return changed;
    }

    static String image(String name) {
        return "https://mmbiz.qpic.cn/mmbiz_jpg/" + name + "/0?wx_fmt=jpeg";
    }

    /** A value that is no list of objects stays as it is: turning it into a {@link Room} names the place. */
    private static JsonNode filled(JsonNode list, IntFunction<ObjectNode> defaults) {
        if (!list.isArray()) {
            return list;
        }
        ArrayNode filled = Json.MAPPER.createArrayNode();
        for (JsonNode wish : list) {
            filled.add(
                    wish instanceof ObjectNode fields
                            ? defaults.apply(filled.size() + 1).setAll(fields)
                            : wish);
        }
        return filled;
    }

    private static ObjectNode goods(int number) {
        return Json.MAPPER
                .createObjectNode()
                .put("goods_id", number)
                .put("name", "直播专享商品" + number)
                .put("cover_img", image("goods" + number))
                .put("url", "pages/goods/detail.html?id=" + number)
                .put("price", 9900)
                .put("price2", 0)
                .put("price_type", 1)
                .put("third_party_appid", "");
    }

    private static ObjectNode replay(int part, Instant now) {
        Instant made = now.truncatedTo(ChronoUnit.SECONDS);
        return Json.MAPPER
                .createObjectNode()
                .put("create_time", made.toString())
                .put("expire_time", made.plus(Duration.ofDays(365)).toString())
                .put("media_url", "https://kaibo.vod2.myqcloud.com/replay" + part + "/playlist.m3u8");
    }

    /** The default start: a room that is on air has begun, and one that is over began yesterday. */
    private static Duration untilStart(int liveStatus) {
        return switch (liveStatus) {
            case 101, 105, 106 -> Duration.ofMinutes(-10);
            case 103, 104, 107 -> Duration.ofDays(-1);
            default -> Duration.ofHours(1);
        };
    }
}
