package io.kaibo.room;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What a room is doing, by WeChat's {@code live_status}. Source: the mini-program documentation, 直播组件接口. */
@RegisterForReflection
public enum RoomStatus {
    /** 101. */
    LIVE(Listing.LIVE),
    /** 102: not started. */
    UPCOMING(Listing.UPCOMING),
    /** 103: by the anchor, or by WeChat after fifteen minutes without the anchor. For good. */
    ENDED(Listing.OVER),
    /** 104. For good. */
    BANNED(Listing.OVER),
    /** 105: by an operator, for fifteen minutes at most; back to 101, which is a resume, or ended. */
    PAUSED(Listing.LIVE),
    /** 106: the anchor is away or cut off; back to 101 within fifteen minutes, or ended. */
    INTERRUPTED(Listing.LIVE),
    /** 107: not started by its planned end, and cannot start any more. For good. */
    EXPIRED(Listing.OVER),
    /** A number that WeChat did not have when this was written. */
    UNKNOWN(Listing.OVER);

    private final Listing listing;

    RoomStatus(Listing listing) {
        this.listing = listing;
    }

    static RoomStatus of(int liveStatus) {
        return switch (liveStatus) {
            case 101 -> LIVE;
            case 102 -> UPCOMING;
            case 103 -> ENDED;
            case 104 -> BANNED;
            case 105 -> PAUSED;
            case 106 -> INTERRUPTED;
            case 107 -> EXPIRED;
            default -> UNKNOWN;
        };
    }

    /** Where a room that does this is listed. */
    Listing listing() {
        return listing;
    }

    /** True for a room that is on air, also while it is paused or cut off. */
    public boolean isOnAir() {
        return this == LIVE || this == PAUSED || this == INTERRUPTED;
    }

    /** Whether it can never be anything else. */
    public boolean isTerminal() {
        return this == ENDED || this == BANNED || this == EXPIRED;
    }
}
