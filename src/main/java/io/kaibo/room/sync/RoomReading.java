package io.kaibo.room.sync;

import io.kaibo.room.PriceType;
import io.kaibo.room.Room;
import io.kaibo.room.RoomGoods;
import io.kaibo.room.RoomId;
import io.kaibo.wechat.LiveRoom;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A room and its goods as one reading of WeChat's list gave them. */
record RoomReading(Room room, List<RoomGoods> goods) {

    /** @throws IllegalArgumentException if no room can have its number */
    static RoomReading of(LiveRoom wx) {
        return new RoomReading(
                new Room(
                        RoomId.ofWeChat(wx.roomId()),
                        wx.name(),
                        orEmpty(wx.anchorName()),
                        wx.coverImg(),
                        wx.shareImg(),
                        wx.feedsImg(),
                        wx.status(),
                        wx.startTime(),
                        wx.endTime(),
                        wx.type() == 1,
                        wx.feedsPublic() == 1,
                        new Room.Closed(
                                wx.closeLike() == 1,
                                wx.closeGoods() == 1,
                                wx.closeComment() == 1,
                                wx.closeService() == 1,
                                wx.closeReplay() == 1)),
                wx.goods().stream().map(RoomReading::goods).toList());
    }

    private static RoomGoods goods(LiveRoom.Goods wx) {
        return new RoomGoods(
                wx.goodsId(),
                wx.name(),
                wx.coverImg(),
                wx.url(),
                PriceType.of(wx.priceType()),
                wx.price(),
                wx.price2(),
                wx.thirdPartyAppid());
    }

    private static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
