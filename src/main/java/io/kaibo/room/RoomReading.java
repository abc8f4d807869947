package io.kaibo.room;

import io.kaibo.wechat.LiveRoom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A room and its goods as one reading of WeChat's list gave them. */
record RoomReading(Room room, List<Goods> goods) {

    private static final Logger LOG = Logger.getLogger(RoomReading.class);

    /** Those of the rooms that can be read; the log names those that cannot, so that they keep no other from being stored. */
    static List<RoomReading> readable(List<LiveRoom> page) {
        return page.stream()
                .flatMap(wx -> {
                    try {
                        return Stream.of(of(wx));
                    } catch (IllegalArgumentException | DateTimeException e) {
                        LOG.errorf("room %d cannot be read: %s", wx.roomId(), e.getMessage());
                        return Stream.empty();
                    }
                })
                .toList();
    }

    static RoomReading of(LiveRoom wx) {
        return new RoomReading(
                new Room(
                        RoomId.ofWeChat(wx.roomId()),
                        orEmpty(wx.name()),
                        orEmpty(wx.anchorName()),
                        orNull(wx.coverImg()),
                        orNull(wx.shareImg()),
                        orNull(wx.feedsImg()),
                        wx.status(),
                        Instant.ofEpochSecond(wx.startTime()),
                        Instant.ofEpochSecond(wx.endTime()),
                        wx.type() == 1,
                        wx.feedsPublic() == 1,
                        orNull(wx.creatorOpenid()),
                        new Room.Closed(
                                wx.closeLike() == 1,
                                wx.closeGoods() == 1,
                                wx.closeComment() == 1,
                                wx.closeService() == 1,
                                wx.closeReplay() == 1)),
                wx.goods() == null
                        ? List.of()
                        : wx.goods().stream().map(RoomReading::goods).toList());
    }

    private static Goods goods(LiveRoom.Goods wx) {
        return new Goods(
                wx.goodsId(),
                orEmpty(wx.name()),
                orNull(wx.coverImg()),
                orNull(wx.url()),
                wx.priceType(),
                wx.price(),
                wx.price2(),
                orNull(wx.thirdPartyAppid()));
    }

    private static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    /** WeChat says "" where it has nothing. */
    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
