package io.kaibo.room;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Item;
import io.kaibo.aws.NewItem;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Feeds of rooms: one item a room, under the room's id, with {@code seq} and the last entries. A full feed of the longest entries has less
 * than 20 KB, so an append costs 20 write units at most.
 */
@Singleton
class FeedTable {

    /** The table, without the stage. */
    static final String TABLE = "feeds";

    /** Nothing was appended since the feed was read: two appends at once would else lose one. */
    static final Condition SEEN = new Condition("attribute_not_exists(seq) OR seq = :seen", "appendedBy");

    private final Table feeds;

    FeedTable(Tables tables) {
        this.feeds = tables.open(TABLE);
    }

    /** The feed of a room, after every write that is done. */
    Feed find(RoomId room) {
        return feeds.find(key(room)).map(FeedTable::feed).orElse(Feed.EMPTY);
    }

    /** The feed of a room, without the newest writes perhaps. */
    Feed findEventuallyConsistent(RoomId room) {
        return feeds.findEventuallyConsistent(key(room)).map(FeedTable::feed).orElse(Feed.EMPTY);
    }

    /** Writes the feed in place of the one that was seen; false if another one is there by now. */
    boolean write(RoomId room, Feed seen, Feed next) {
        Update update = Update.set("seq = :seq, entries = :entries")
                .with(":seq", next.seq())
                .with(":entries", next.entries().stream().map(FeedTable::of).toList())
                .with(":seen", seen.seq());
        return feeds.update(key(room), update, SEEN).isDone();
    }

    static Map<String, AttributeValue> key(RoomId room) {
        return Item.key(room.value(), "FEED");
    }

    private static Feed feed(Item item) {
        List<FeedEntry> entries =
                item.items("entries").stream().map(FeedTable::entry).toList();
        return new Feed(item.number("seq"), entries);
    }

    private static NewItem of(FeedEntry entry) {
        NewItem values = new NewItem();
        entry.values().forEach(values::with);
        return new NewItem()
                .with("seq", entry.seq())
                .with("id", entry.id())
                .with("at", entry.at())
                .with("type", entry.type())
                .with("values", values);
    }

    private static FeedEntry entry(Item item) {
        Item stored = item.map("values");
        SortedMap<String, String> values = new TreeMap<>();
        stored.attributes().keySet().forEach(name -> values.put(name, stored.text(name)));
        return new FeedEntry(
                item.number("seq"), item.text("id"), item.instant("at"), item.word("type", FeedType.class), values);
    }
}
