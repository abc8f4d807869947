package io.kaibo.room.list;

import io.kaibo.room.Listing;
import io.kaibo.room.RoomId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a list of rooms goes on: in which listing, and behind which room of it. Callers get it as an opaque {@code next}
 * and bring it back.
 *
 * @param after the beginning of the listing if null
 */
record ListCursor(Listing listing, @Nullable Place after) {

    /** A room, and what its listing is sorted by. */
    record Place(RoomId id, long at) {}

    String encoded() {
        String text = after == null ? listing.word() : listing.word() + "," + after.id() + "," + after.at();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Empty if nobody can have got this as the {@code next} of a list over these listings. */
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
            return cursor.encoded().equals(encoded) ? Optional.of(cursor) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
