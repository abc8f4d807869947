package io.kaibo.room.list;

import io.kaibo.http.Problem;
import io.kaibo.room.Listing;
import io.kaibo.room.RoomHead;
import io.kaibo.room.RoomId;
import io.kaibo.room.RoomTable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists rooms, one listing after the other. */
@Singleton
class ListRooms {

    /** After so many queries a page is answered as it is, however few rooms it has; its {@code next} goes on. */
    private static final int QUERIES = 6;

    /** More than a page has, since most replays have expired. */
    private static final int REPLAYS_A_QUERY = 100;

    /** @param next where the list goes on; null at its end */
    record RoomPage(List<RoomHead> rooms, @Nullable String next) {}

    private final RoomListTable lists;
    private final RoomTable rooms;
    private final Clock clock;

    ListRooms(RoomListTable lists, RoomTable rooms, Clock clock) {
        this.lists = lists;
        this.rooms = rooms;
        this.clock = clock;
    }

    /** The rooms that viewers see: live first, then upcoming, then replays; no hidden one. */
    RoomPage listForViewers(int limit, @Nullable String next) {
        return list(Listing.FOR_VIEWERS, limit, next, RoomHead::isShown);
    }

    /** Every room. */
    RoomPage listForOperators(int limit, @Nullable String next) {
        return list(Listing.FOR_OPERATORS, limit, next, head -> true);
    }

    private RoomPage list(List<Listing> listings, int limit, @Nullable String next, Predicate<RoomHead> shown) {
        ListCursor cursor = next == null
                ? new ListCursor(listings.getFirst(), null)
                : ListCursor.decode(next, listings).orElseThrow(() -> Problem.unreadable("next", "is not from here"));
        List<RoomHead> page = new ArrayList<>();
        for (int queries = 0; queries < QUERIES && page.size() < limit; queries++) {
            int most = cursor.listing() == Listing.REPLAY ? REPLAYS_A_QUERY : limit - page.size();
            RoomListTable.ListPart part = lists.findPart(cursor.listing(), most, cursor.after());
            Map<RoomId, RoomHead> heads = heads(cursor.listing(), part.entries());
            for (RoomListTable.ListedHead entry : part.entries()) {
                if (page.size() == limit) {
                    return new RoomPage(page, cursor.encode());
                }
                RoomHead head = heads.get(entry.id());
                if (head != null && shown.test(head)) {
                    page.add(head);
                }
                cursor = new ListCursor(cursor.listing(), new ListCursor.Place(entry.id(), entry.at()));
            }
            if (part.isLast()) {
                if (cursor.listing() == listings.getLast()) {
                    return new RoomPage(page, null);
                }
                cursor = new ListCursor(listings.get(listings.indexOf(cursor.listing()) + 1), null);
            }
        }
        return new RoomPage(page, cursor.encode());
    }

    /** The heads of the entries; of replays, only the rooms whose replay can be played now. */
    private Map<RoomId, RoomHead> heads(Listing listing, List<RoomListTable.ListedHead> entries) {
        if (listing != Listing.REPLAY) {
            return entries.stream()
                    .collect(Collectors.toMap(
                            RoomListTable.ListedHead::id, entry -> Objects.requireNonNull(entry.head()), (a, b) -> a));
        }
        Instant now = clock.instant();
        Map<RoomId, RoomHead> heads = rooms.findHeads(entries.stream()
                .filter(entry -> entry.replays().stream().anyMatch(replay -> replay.isPlayable(now)))
                .map(RoomListTable.ListedHead::id)
                .toList());
        heads.values().removeIf(head -> !head.room().hasOpenReplay());
        return heads;
    }
}
