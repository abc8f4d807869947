package io.kaibo.room.list;

import io.kaibo.aws.Item;
import io.kaibo.aws.NewItem;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.room.Listing;
import io.kaibo.room.Replay;
import io.kaibo.room.RoomHead;
import io.kaibo.room.RoomId;
import io.kaibo.room.RoomItems;
import io.kaibo.room.RoomTable;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rooms by listing, from the index {@code listing}. It is about a second behind the table, which matters little to a list. */
@Singleton
public class RoomListTable {

    /**
     * A room in a listing.
     *
     * @param head its head, but in {@link Listing#REPLAY}, whose items are not heads
     * @param replays its replays, in {@link Listing#REPLAY}
     * @param at what the listing is sorted by, in milliseconds since 1970
     */
    public record ListedHead(RoomId id, @Nullable RoomHead head, List<Replay> replays, long at) {

        public boolean isMissing() {
            return head != null && head.missingSince() != null;
        }
    }

    /** @param isLast true if no room is behind it */
    record ListPart(List<ListedHead> entries, boolean isLast) {}

    private final Table rooms;

    RoomListTable(Tables tables) {
        this.rooms = tables.open(RoomItems.TABLE);
    }

    /** @param after the place after which it goes on; null for the beginning */
    ListPart findPart(Listing listing, int limit, ListCursor.@Nullable Place after) {
        Table.Part part =
                rooms.queryPart(query(listing).limit(limit).after(after == null ? null : place(listing, after)));
        return new ListPart(
                part.items().stream().map(item -> entry(listing, item)).toList(), part.isLast());
    }

    /** Every room of a listing, read page by page as it is iterated. */
    public Iterable<ListedHead> findAll(Listing listing) {
        return () ->
                rooms.query(query(listing)).map(item -> entry(listing, item)).iterator();
    }

    private static Query query(Listing listing) {
        Query query = Query.by("listing = :listing").ofIndex("listing").with(":listing", listing);
        return listing.earliestFirst() ? query : query.latestFirst();
    }

    private static NewItem place(Listing listing, ListCursor.Place place) {
        return new NewItem(RoomItems.key(place.id(), sortKey(listing)))
                .with("listing", listing)
                .with("listingAt", place.at());
    }

    private static ListedHead entry(Listing listing, Item item) {
        return new ListedHead(
                new RoomId(item.text("pk")),
                listing == Listing.REPLAY ? null : RoomItems.head(item),
                RoomItems.replays(item),
                item.number("listingAt"));
    }

    private static String sortKey(Listing listing) {
        return listing == Listing.REPLAY ? RoomTable.REPLAYS : RoomTable.HEAD;
    }
}
