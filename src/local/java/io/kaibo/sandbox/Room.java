package io.kaibo.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A live room in the field names of getliveinfo; times in Unix seconds, the {@code close_…} and {@code is_…} flags 0
 * or 1.
 *
 * @param endTime the planned end; a live may run past it
 * @param liveStatus 101 live, 102 not started, 103 ended, 104 banned, 105 paused, 106 abnormal, 107 expired
 * @param liveType 0 from a phone, 1 by a stream pushed to WeChat
 * @param liveReplay what get_replay answers for the room; not in the list of rooms
 */
public record Room(
        @JsonProperty("name") String name,
        @JsonProperty("roomid") long roomid,
        @JsonProperty("cover_img") String coverImg,
        @JsonProperty("share_img") String shareImg,
        @JsonProperty("live_status") int liveStatus,
        @JsonProperty("start_time") long startTime,
        @JsonProperty("end_time") long endTime,
        @JsonProperty("anchor_name") String anchorName,
        @JsonProperty("goods") List<Goods> goods,
        @JsonProperty("live_type") int liveType,
        @JsonProperty("close_like") int closeLike,
        @JsonProperty("close_goods") int closeGoods,
        @JsonProperty("close_comment") int closeComment,
        @JsonProperty("close_kf") int closeKf,
        @JsonProperty("close_replay") int closeReplay,
        @JsonProperty("is_feeds_public") int isFeedsPublic,
        @JsonProperty("creater_openid") String createrOpenid,
        @JsonProperty("feeds_img") String feedsImg,
        @JsonProperty("live_replay") List<Replay> liveReplay) {

    public Room {
        between(1, Long.MAX_VALUE, roomid, "roomid");
        between(101, 107, liveStatus, "live_status");
        between(0, Long.MAX_VALUE, startTime, "start_time");
        between(startTime, Long.MAX_VALUE, endTime, "end_time");
        between(0, 1, liveType, "live_type");
        between(0, 1, closeLike, "close_like");
        between(0, 1, closeGoods, "close_goods");
        between(0, 1, closeComment, "close_comment");
        between(0, 1, closeKf, "close_kf");
        between(0, 1, closeReplay, "close_replay");
        between(0, 1, isFeedsPublic, "is_feeds_public");
        goods = List.copyOf(goods);
        liveReplay = List.copyOf(liveReplay);
    }

    /**
     * Goods of a room.
     *
     * @param price in 分 here, while goods/add takes 元
     * @param price2 in 分; the upper end of a range, or the price after the discount
     * @param priceType 1 one price, 2 a range from price to price2, 3 price discounted to price2
     */
    public record Goods(
            @JsonProperty("goods_id") long goodsId,
            @JsonProperty("name") String name,
            @JsonProperty("cover_img") String coverImg,
            @JsonProperty("url") String url,
            @JsonProperty("price") long price,
            @JsonProperty("price2") long price2,
            @JsonProperty("price_type") int priceType,
            @JsonProperty("third_party_appid") String thirdPartyAppid) {
        public Goods {
            between(0, Long.MAX_VALUE, price, "price");
            between(0, Long.MAX_VALUE, price2, "price2");
            between(1, 3, priceType, "price_type");
        }
    }

    /** A recording; its times are RFC 3339 text. */
    public record Replay(
            @JsonProperty("create_time") String createTime,
            @JsonProperty("expire_time") String expireTime,
            @JsonProperty("media_url") String mediaUrl) {}

    private static void between(long least, long most, long value, String field) {
        if (value < least || value > most) {
            throw BadControl.field(field, "is out of range");
        }
    }
}
