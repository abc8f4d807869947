package io.kaibo.sandbox;

import static io.kaibo.sandbox.Catalogue.CUP;
import static io.kaibo.sandbox.Catalogue.LAMP;
import static io.kaibo.sandbox.Catalogue.NOTEBOOK;
import static io.kaibo.sandbox.Catalogue.SCARF;
import static io.kaibo.sandbox.Catalogue.TEA;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** A small shop's rooms, in every state that a room can be in; their times are relative to the sandbox's start. */
final class DemoRooms {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Instant now;

    DemoRooms(Instant now) {
        this.now = now.truncatedTo(ChronoUnit.MINUTES);
    }

    void addTo(Rooms rooms) {
        List<ObjectNode> expired = List.of(room("中秋礼盒预售专场", "阿梅", 107, DAY.multipliedBy(-20), List.of(TEA)));
        List<ObjectNode> ended = List.of(
                replayed(room("开学季文具好物节", "小雅", 103, DAY.multipliedBy(-12), List.of(NOTEBOOK, LAMP)), 2),
                room("老茶客品鉴夜谈", "老陈", 103, DAY.multipliedBy(-9), List.of(TEA, CUP)),
                room("会员专享内购会", "阿梅", 103, DAY.multipliedBy(-6), List.of(SCARF)).put("close_replay", 1),
                room("限时秒杀不打烊", "大力", 104, DAY.multipliedBy(-4), List.of(LAMP)),
                replayed(room("手作陶杯上新", "老陈", 103, DAY.multipliedBy(-2), List.of(CUP, TEA)), 1),
                replayed(room("早秋羊绒围巾专场", "小雅", 103, HOUR.multipliedBy(-20), List.of(SCARF)), 1));
        List<ObjectNode> onAir = List.of(
                room("产地直播看采茶", "大力", 106, MINUTE.multipliedBy(-75), List.of(TEA))
                        .put("live_type", 1),
                room("台灯选购小课堂", "阿梅", 105, MINUTE.multipliedBy(-50), List.of(LAMP, NOTEBOOK)),
                room("秋日穿搭直播间", "小雅", 101, MINUTE.multipliedBy(-40), List.of(SCARF, CUP, TEA)));
        List<ObjectNode> upcoming = List.of(
                room("今晚八点福利夜", "小雅", 102, HOUR.multipliedBy(3), List.of(SCARF, LAMP)),
                room("明前龙井尝鲜会", "老陈", 102, HOUR.multipliedBy(26), List.of(TEA)),
                room("周末家居焕新节", "阿梅", 102, DAY.multipliedBy(3), List.of(LAMP, CUP, NOTEBOOK)));
        List.of(expired, ended, onAir, upcoming).forEach(group -> group.forEach(rooms::create));
    }

    private ObjectNode room(String name, String anchor, int liveStatus, Duration start, List<Map<String, ?>> goods) {
        return Json.object(Map.of(
                "name", name,
                "anchor_name", anchor,
                "live_status", liveStatus,
                "start_time", now.plus(start).getEpochSecond(),
                "goods", goods));
    }

    /** A replay in so many parts, made some ten minutes after the planned end. */
    private static ObjectNode replayed(ObjectNode room, int parts) {
        Instant made = Instant.ofEpochSecond(room.path("start_time").asLong())
                .plus(HOUR.multipliedBy(2))
                .plus(MINUTE.multipliedBy(10));
        ArrayNode replays = room.putArray("live_replay");
        for (int part = 1; part <= parts; part++) {
            replays.addObject()
                    .put("create_time", made.toString())
                    .put("expire_time", made.plus(DAY.multipliedBy(365)).toString())
                    .put(
                            "media_url",
                            "https://kaibo.vod2.myqcloud.com/" + made.getEpochSecond() + "-" + part + ".m3u8");
        }
        return room;
    }
}
