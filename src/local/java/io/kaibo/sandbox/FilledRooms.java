package io.kaibo.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The history of a shop that has been live for years: the same rooms for the same count, in no order of time. */
final class FilledRooms {
    private static final List<String> OCCASIONS = List.of("周一", "午间", "深夜", "换季", "新品", "会员", "年中", "工厂");
    private static final List<String> THEMES = List.of("围巾上新", "春茶品鉴", "陶杯手作", "台灯特惠", "文具好物");
    private static final List<String> KINDS = List.of("专场", "直播间", "福利夜", "秒杀会");
    private static final List<String> ANCHORS = List.of("小雅", "老陈", "阿梅", "大力");
    private static final int YEARS_IN_HOURS = 3 * 365 * 24;

    private final Instant now;
    private final Random random = new Random(20200227);

    FilledRooms(Instant now) {
        this.now = now.truncatedTo(ChronoUnit.HOURS);
    }

    void addTo(Rooms rooms, int count) {
        for (int i = 0; i < count; i++) {
            rooms.create(Json.object(room()));
        }
    }

    /** Among a hundred rooms one is upcoming, nine were never started in time, and ninety have ended. */
    private Map<String, ?> room() {
        int share = random.nextInt(100);
        int liveStatus = share < 1 ? 102 : share < 10 ? 107 : 103;
        int hours = liveStatus == 102 ? 1 + random.nextInt(14 * 24) : -48 - random.nextInt(YEARS_IN_HOURS);
        int firstGoods = random.nextInt(Catalogue.ALL.size() - 1);
        int lastGoods = firstGoods + 1 + random.nextInt(Catalogue.ALL.size() - firstGoods);
        return Map.of(
                "name", any(OCCASIONS) + any(THEMES) + any(KINDS),
                "anchor_name", any(ANCHORS),
                "live_status", liveStatus,
                "start_time", now.plus(Duration.ofHours(hours)).getEpochSecond(),
                "goods", Catalogue.ALL.subList(firstGoods, lastGoods));
    }

    private String any(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
