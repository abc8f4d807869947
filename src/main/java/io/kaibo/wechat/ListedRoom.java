package io.kaibo.wechat;

import java.util.OptionalLong;

/** What stands at one place of WeChat's list of rooms. */
public sealed interface ListedRoom {

    /** WeChat's number of the room; empty if it cannot be told. */
    OptionalLong number();

    /** @param room all of whose members can be read */
    record ReadableRoom(LiveRoom room) implements ListedRoom {

        @Override
        public OptionalLong number() {
            return OptionalLong.of(room.roomId());
        }
    }

    /** @param fault names the member that cannot be read */
    record Odd(OptionalLong number, String fault) implements ListedRoom {}
}
