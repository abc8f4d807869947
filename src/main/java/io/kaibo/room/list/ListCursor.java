package io.kaibo.room.list;

import io.kaibo.room.Listing;
import io.kaibo.room.RoomId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a list of rooms goes on: in which listing, and after which room of it. Callers get it as an opaque {@code next}
 * and send it back.
 *
 * @param after the beginning of the listing if null
 */
record ListCursor(Listing listing, @Nullable Place after) {

    /** A room, and what its listing is sorted by. */
    record Place(RoomId id, long at) {}

    String encode() {
        String text = after == null ? listing.word() : listing.word() + "," + after.id() + "," + after.at();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Empty if no list over these listings gave this out as its {@code next}. */
    static Optional<ListCursor> decode(String encoded, List<Listing> listings) {
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.US_ASCII).split(",", -1);
            @Nullable Listing listing = Listing.find(parts[0]).orElse(null);
            if (listing == null || !listings.contains(listing) || (parts.length != 1 && parts.length != 3)) {
                return Optional.empty();
            }
            @Nullable
            Place after = parts.length == 1 ? null : new Place(new RoomId(parts[1]), Long.parseLong(parts[2]));
            ListCursor cursor = new ListCursor(listing, after);
            return cursor.encode().equals(encoded) ? Optional.of(cursor) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
