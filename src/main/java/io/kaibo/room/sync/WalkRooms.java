package io.kaibo.room.sync;

import io.kaibo.room.RoomConfig;
import io.kaibo.wechat.LiveRooms;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** Walks through WeChat's list of rooms and stores what it reads. */
@Singleton
class WalkRooms {

    private final LiveRooms weChat;
    private final StorePage storePage;
    private final RoomConfig config;
    private final Clock clock;

    WalkRooms(LiveRooms weChat, StorePage storePage, RoomConfig config, Clock clock) {
        this.weChat = weChat;
        this.storePage = storePage;
        this.config = config;
        this.clock = clock;
    }

    /**
     * A walk that has ended.
     *
     * @param until after this moment no further page is read
     */
    RoomWalk walk(Pass pass, Instant until) {
        RoomWalk walk = new RoomWalk(weChat, storePage, config, clock, pass, until);
        walk.walk();
        return walk;
    }

    /** How often WeChat was asked for its list since this was last called. */
    long takeCalls() {
        return weChat.takeCalls();
    }
}
