package io.kaibo.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A room as {@code getliveinfo} tells it. The switches are 0 for open and 1 for closed. Source: the mini-program documentation,
 * 获取直播间列表和回放. Its {@code creater_openid} is not read: an openid is kept in the table of people alone.
 *
 * @param status 101 live, 102 not started, 103 ended, 104 banned, 105 paused, 106 abnormal, 107 expired
 * @param endTime the planned end
 * @param type 1 push stream, 0 phone
 */
public record LiveRoom(
        long roomId,
        String name,
        @Nullable String coverImg,
        @Nullable String shareImg,
        @Nullable String feedsImg,
        int status,
        Instant startTime,
        Instant endTime,
        @Nullable String anchorName,
        int type,
        int closeLike,
        int closeGoods,
        int closeComment,
        int closeService,
        int closeReplay,
        int feedsPublic,
        List<Goods> goods) {

    /** @throws OddElementException naming the member that cannot be read */
    static LiveRoom of(Members room) {
        return new LiveRoom(
                room.readPositive("roomid"),
                room.readName(),
                room.readText("cover_img"),
                room.readText("share_img"),
                room.readText("feeds_img"),
                room.readSmallPositive("live_status"),
                room.readMoment("start_time"),
                room.readMoment("end_time"),
                room.readText("anchor_name"),
                room.readSmall("live_type"),
                room.readSmall("close_like"),
                room.readSmall("close_goods"),
                room.readSmall("close_comment"),
                room.readSmall("close_kf"),
                room.readSmall("close_replay"),
                room.readSmall("is_feeds_public"),
                readGoods(room.readList("goods")));
    }

    private static List<Goods> readGoods(List<JsonNode> shelf) {
        try {
            return shelf.stream().map(Members::new).map(Goods::of).toList();
        } catch (OddElementException e) {
            throw new OddElementException("among its goods: " + e.fault());
        }
    }

    /** One thing on the room's shelf; prices are in 分 here (and in 元 where WeChat takes them). */
    public record Goods(
            long goodsId,
            String name,
            @Nullable String coverImg,
            @Nullable String url,
            long price,
            long price2,
            int priceType,
            @Nullable String thirdPartyAppid) {

        private static Goods of(Members goods) {
            return new Goods(
                    goods.readWhole("goods_id"),
                    goods.readName(),
                    goods.readText("cover_img"),
                    goods.readText("url"),
                    goods.readPrice(),
                    goods.readWhole("price2"),
                    goods.readSmall("price_type"),
                    goods.readText("third_party_appid"));
        }
    }
}
