package io.kaibo.room;

import io.kaibo.aws.Item;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The mapping between a room's records and attributes of DynamoDB, both ways. */
final class RoomItems {

    private RoomItems() {}

    static Map<String, AttributeValue> key(RoomId id, String sortKey) {
        return Map.of("pk", Item.of(id.value()), "sk", Item.of(sortKey));
    }

    static RoomHead head(Item item) {
        return new RoomHead(
                item.has("room") ? room(new RoomId(item.text("pk")), item.map("room")) : null,
                item.instantOrNull("asOf"),
                item.instantOrNull("firstLiveAt"),
                item.instantOrNull("publishedAt"),
                item.instantOrNull("missingSince"),
                item.instantOrNull("hiddenAt"),
                announcing(item),
                item.instantOrNull("soonFor"),
                item.instantOrNull("soonDueAt"));
    }

    private static Announcing announcing(Item head) {
        return new Announcing(!head.flag("silent"), head.has("soonMinutes") ? (int) head.number("soonMinutes") : null);
    }

    static AttributeValue of(Room room) {
        Map<String, AttributeValue> map = new HashMap<>();
        map.put("name", Item.of(room.name()));
        map.put("anchorName", Item.of(room.anchorName()));
        putText(map, "coverUrl", room.coverUrl());
        putText(map, "shareUrl", room.shareUrl());
        putText(map, "feedsUrl", room.feedsUrl());
        map.put("liveStatus", Item.of(room.liveStatus()));
        map.put("startsAt", Item.of(room.startsAt()));
        map.put("endsAt", Item.of(room.endsAt()));
        map.put("pushed", Item.of(room.pushed()));
        map.put("feedsPublic", Item.of(room.feedsPublic()));
        putText(map, "creatorOpenid", room.creatorOpenid());
        map.put("closedLikes", Item.of(room.closed().likes()));
        map.put("closedGoods", Item.of(room.closed().goods()));
        map.put("closedComments", Item.of(room.closed().comments()));
        map.put("closedService", Item.of(room.closed().service()));
        map.put("closedReplay", Item.of(room.closed().replay()));
        return AttributeValue.fromM(map);
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
                map.textOrNull("creatorOpenid"),
                new Room.Closed(
                        map.flag("closedLikes"),
                        map.flag("closedGoods"),
                        map.flag("closedComments"),
                        map.flag("closedService"),
                        map.flag("closedReplay")));
    }

    static AttributeValue ofGoods(List<Goods> shelf) {
        return AttributeValue.fromL(shelf.stream().map(RoomItems::of).toList());
    }

    static List<Goods> goods(Item item) {
        return item.items("goods").stream()
                .map(goods -> new Goods(
                        goods.number("id"),
                        goods.text("name"),
                        goods.textOrNull("coverUrl"),
                        goods.textOrNull("page"),
                        (int) goods.number("priceType"),
                        goods.number("price"),
                        goods.number("price2"),
                        goods.textOrNull("appid")))
                .toList();
    }

    private static AttributeValue of(Goods goods) {
        Map<String, AttributeValue> map = new HashMap<>();
        map.put("id", Item.of(goods.id()));
        map.put("name", Item.of(goods.name()));
        putText(map, "coverUrl", goods.coverUrl());
        putText(map, "page", goods.page());
        map.put("priceType", Item.of(goods.priceType()));
        map.put("price", Item.of(goods.price()));
        map.put("price2", Item.of(goods.price2()));
        putText(map, "appid", goods.appid());
        return AttributeValue.fromM(map);
    }

    static AttributeValue ofReplays(List<Replay> replays) {
        return AttributeValue.fromL(replays.stream().map(RoomItems::of).toList());
    }

    static List<Replay> replays(Item item) {
        return item.items("replays").stream()
                .map(replay -> new Replay(
                        replay.text("url"), replay.instantOrNull("createdAt"), replay.instantOrNull("expiresAt")))
                .toList();
    }

    private static AttributeValue of(Replay replay) {
        Map<String, AttributeValue> map = new HashMap<>();
        map.put("url", Item.of(replay.url()));
        putInstant(map, "createdAt", replay.createdAt());
        putInstant(map, "expiresAt", replay.expiresAt());
        return AttributeValue.fromM(map);
    }

    private static void putText(Map<String, AttributeValue> map, String name, @Nullable String text) {
        if (text != null) {
            map.put(name, Item.of(text));
        }
    }

    private static void putInstant(Map<String, AttributeValue> map, String name, @Nullable Instant instant) {
        if (instant != null) {
            map.put(name, Item.of(instant));
        }
    }
}
