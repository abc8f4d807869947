package io.kaibo.wechat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A room as {@code getliveinfo} tells it. Times are Unix seconds, the switches 0 for open and 1 for closed. Source: the
 * mini-program documentation, 获取直播间列表和回放.
 *
 * @param status 101 live, 102 not started, 103 ended, 104 banned, 105 paused, 106 abnormal, 107 expired
 * @param endTime the planned end
 * @param type 1 push stream, 0 phone
 */
public record LiveRoom(
        @JsonProperty("roomid") long roomId,
        @Nullable String name,
        @JsonProperty("cover_img") @Nullable String coverImg,
        @JsonProperty("share_img") @Nullable String shareImg,
        @JsonProperty("feeds_img") @Nullable String feedsImg,
        @JsonProperty("live_status") int status,
        @JsonProperty("start_time") long startTime,
        @JsonProperty("end_time") long endTime,
        @JsonProperty("anchor_name") @Nullable String anchorName,
        @JsonProperty("creater_openid") @Nullable String creatorOpenid,
        @JsonProperty("live_type") int type,
        @JsonProperty("close_like") int closeLike,
        @JsonProperty("close_goods") int closeGoods,
        @JsonProperty("close_comment") int closeComment,
        @JsonProperty("close_kf") int closeService,
        @JsonProperty("close_replay") int closeReplay,
        @JsonProperty("is_feeds_public") int feedsPublic,
        @Nullable List<Goods> goods) {

    /** One thing on the room's shelf; prices are in 分 here (and in 元 where WeChat takes them). */
    public record Goods(
            @JsonProperty("goods_id") long goodsId,
            @Nullable String name,
            @JsonProperty("cover_img") @Nullable String coverImg,
            @Nullable String url,
            long price,
            long price2,
            @JsonProperty("price_type") int priceType,
            @JsonProperty("third_party_appid") @Nullable String thirdPartyAppid) {}
}
