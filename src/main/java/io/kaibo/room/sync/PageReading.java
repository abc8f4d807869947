package io.kaibo.room.sync;

import io.kaibo.room.PriceType;
import io.kaibo.room.Room;
import io.kaibo.room.RoomGoods;
import io.kaibo.room.RoomId;
import io.kaibo.wechat.ListedRoom;
import io.kaibo.wechat.LiveRoom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One page of WeChat's list: which rooms are on it, and what can be stored of them. */
final class PageReading {

    private static final Logger LOG = Logger.getLogger(PageReading.class);

    private final List<Optional<RoomId>> places = new ArrayList<>();
    private final List<RoomReading> readable = new ArrayList<>();
    private final List<RoomId> odd = new ArrayList<>();

    private PageReading() {}

    /** Reads a page. The log names each room that cannot be read; the others can be stored. */
    static PageReading of(List<ListedRoom> page) {
        var reading = new PageReading();
        page.forEach(reading::add);
        return reading;
    }

    private void add(ListedRoom listed) {
        Optional<RoomId> id = listed.number().isPresent()
                ? RoomId.parse("wx-" + listed.number().getAsLong())
                : Optional.empty();
        places.add(id);
        switch (listed) {
            case ListedRoom.ReadableRoom(var room) when id.isPresent() -> readable.add(read(room));
            case ListedRoom.ReadableRoom(var room) ->
                LOG.errorf("room %d cannot be read: no room has this number", room.roomId());
            case ListedRoom.Odd(var number, String fault) -> {
                LOG.errorf("room %s cannot be read: %s", id.map(RoomId::value).orElse("?"), fault);
                id.ifPresent(odd::add);
            }
        }
    }

    /** The room at each place; empty if its id cannot be read. */
    List<Optional<RoomId>> places() {
        return places;
    }

    /** What can be stored. */
    List<RoomReading> readable() {
        return readable;
    }

    /** Rooms that are known by their ids, and whose other members cannot be read. */
    List<RoomId> odd() {
        return odd;
    }

    int nameless() {
        return (int) places.stream().filter(Optional::isEmpty).count();
    }

    /** @throws IllegalArgumentException if no room can have its number */
    private static RoomReading read(LiveRoom wx) {
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
                wx.goods().stream().map(PageReading::goods).toList());
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
