package io.kaibo.room;

import java.io.Serial;

/** An entry could not be appended: others were appended in between each time. */
final class FeedBusyException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    FeedBusyException(RoomId room) {
        super("the feed of room " + room + " is being written by others");
    }
}
