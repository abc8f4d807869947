package io.kaibo.room.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.room.Listing;
import io.kaibo.room.RoomId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListCursorTest {

    @Test
    void aCursorComesBackAsItWasGivenOut() {
        ListCursor beginning = new ListCursor(Listing.UPCOMING, null);
        ListCursor middle =
                new ListCursor(Listing.REPLAY, new ListCursor.Place(RoomId.ofWeChat(7), 1_700_000_000_000L));
        assertThat(ListCursor.decode(beginning.encode(), Listing.FOR_VIEWERS)).contains(beginning);
        assertThat(ListCursor.decode(middle.encode(), Listing.FOR_VIEWERS)).contains(middle);
    }

    @Test
    void aViewerCannotLookIntoAListingThatIsNotForViewers() {
        String hidden = new ListCursor(Listing.HIDDEN, null).encode();
        assertThat(ListCursor.decode(hidden, Listing.FOR_VIEWERS)).isEmpty();
        assertThat(ListCursor.decode(hidden, Listing.FOR_OPERATORS)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "live,",
                "live,wx-1",
                "live,wx-1,x",
                "live,1,2",
                "live,wx-1,2,3",
                "LIVE",
                "live,wx-1,99999999999999999999"
            })
    void aTextThatNoListGaveOutIsNoCursor(String text) {
        String encoded =
                Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
        assertThat(ListCursor.decode(encoded, Listing.FOR_OPERATORS)).isEmpty();
        assertThat(ListCursor.decode("%" + text, Listing.FOR_OPERATORS)).isEmpty();
    }
}
