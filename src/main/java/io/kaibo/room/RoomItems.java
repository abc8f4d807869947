package io.kaibo.room;

import io.kaibo.aws.Item;
import io.kaibo.aws.NewItem;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The mapping between a room's records and attributes of DynamoDB, both ways. */
public final class RoomItems {

    /** The table, without the stage. */
    public static final String TABLE = "rooms";

    private RoomItems() {}

    public static Map<String, AttributeValue> key(RoomId id, String sortKey) {
        return Item.key(id.value(), sortKey);
    }

    public static Map<String, AttributeValue> headKey(RoomId id) {
        return key(id, RoomTable.HEAD);
    }

    public static RoomHead head(Item item) {
        return new RoomHead(
                room(new RoomId(item.text("pk")), item.map("room")),
                item.instant("asOf"),
                item.instantOrNull("firstLiveAt"),
                item.instantOrNull("publishedAt"),
                item.instantOrNull("missingSince"),
                item.instantOrNull("hiddenAt"),
                item.instantOrNull("endedAt"),
                announcing(item),
                item.instantOrNull("soonFor"),
                item.instantOrNull("soonDueAt"));
    }

    private static Announcing announcing(Item head) {
        return new Announcing(!head.flag("silent"), head.has("soonMinutes") ? (int) head.number("soonMinutes") : null);
    }

    static NewItem of(Room room) {
        return new NewItem()
                .with("name", room.name())
                .with("anchorName", room.anchorName())
                .withIfPresent("coverUrl", room.coverUrl())
                .withIfPresent("shareUrl", room.shareUrl())
                .withIfPresent("feedsUrl", room.feedsUrl())
                .with("liveStatus", room.liveStatus())
                .with("startsAt", room.startsAt())
                .with("endsAt", room.endsAt())
                .with("pushed", room.pushed())
                .with("feedsPublic", room.feedsPublic())
                .with("closedLikes", room.closed().likes())
                .with("closedGoods", room.closed().goods())
                .with("closedComments", room.closed().comments())
                .with("closedService", room.closed().service())
                .with("closedReplay", room.closed().replay());
    }

    private static Room room(RoomId id, Item map) {
        return new Room(
                id,
                map.text("name"),
                map.text("anchorName"),
                map.textOrNull("coverUrl"),
                map.textOrNull("shareUrl"),
                map.textOrNull("feedsUrl"),
                (int) map.number("liveStatus"),
                map.instant("startsAt"),
                map.instant("endsAt"),
                map.flag("pushed"),
                map.flag("feedsPublic"),
                new Room.Closed(
                        map.flag("closedLikes"),
                        map.flag("closedGoods"),
                        map.flag("closedComments"),
                        map.flag("closedService"),
                        map.flag("closedReplay")));
    }

    static List<NewItem> ofGoods(List<RoomGoods> shelf) {
        return shelf.stream().map(RoomItems::of).toList();
    }

    static List<RoomGoods> goods(Item item) {
        return item.items("goods").stream()
                .map(goods -> new RoomGoods(
                        goods.number("id"),
                        goods.text("name"),
                        goods.textOrNull("coverUrl"),
                        goods.textOrNull("page"),
                        goods.word("priceType", PriceType.class),
                        goods.number("price"),
                        goods.number("price2"),
                        goods.textOrNull("appid")))
                .toList();
    }

    private static NewItem of(RoomGoods goods) {
        return new NewItem()
                .with("id", goods.id())
                .with("name", goods.name())
                .withIfPresent("coverUrl", goods.coverUrl())
                .withIfPresent("page", goods.page())
                .with("priceType", goods.priceType())
                .with("price", goods.price())
                .with("price2", goods.price2())
                .withIfPresent("appid", goods.appid());
    }

    public static List<NewItem> ofReplays(List<Replay> replays) {
        return replays.stream().map(RoomItems::of).toList();
    }

    public static List<Replay> replays(Item item) {
        return item.items("replays").stream()
                .map(replay -> new Replay(
                        replay.text("url"), replay.instantOrNull("createdAt"), replay.instantOrNull("expiresAt")))
                .toList();
    }

    private static NewItem of(Replay replay) {
        return new NewItem()
                .with("url", replay.url())
                .withIfPresent("createdAt", replay.createdAt())
                .withIfPresent("expiresAt", replay.expiresAt());
    }
}
