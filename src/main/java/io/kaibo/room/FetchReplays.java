package io.kaibo.room;

import io.kaibo.wechat.Failure;
import io.kaibo.wechat.LiveReplay;
import io.kaibo.wechat.LiveRooms;
import io.kaibo.wechat.WeChatException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the replays of rooms that ended. WeChat makes a recording about ten minutes after the end, says nothing when
 * it is there, and may add to it: so it is asked after ten minutes, then at twice the distance each time, for a day. A
 * room that had ended long before we first saw it is asked for once.
 */
@Singleton
class FetchReplays {

    private static final Logger LOG = Logger.getLogger(FetchReplays.class);

    private static final Duration FIRST = Duration.ofMinutes(10);
    private static final int TRIES = 8;

    private final ReplayTable replays;
    private final LiveRooms weChat;
    private final RoomConfig config;
    private final Clock clock;

    FetchReplays(ReplayTable replays, LiveRooms weChat, RoomConfig config, Clock clock) {
        this.replays = replays;
        this.weChat = weChat;
        this.config = config;
        this.clock = clock;
    }

    /** A room was seen; if it has ended since {@code before}, or its replay was opened, its replays are to be fetched. */
    void seen(Room room, @Nullable Room before) {
        if (!room.hasOpenReplay() || (before != null && before.hasOpenReplay())) {
            return;
        }
        Instant now = clock.instant();
        boolean justEnded = before != null && !before.status().isTerminal();
        boolean longAgo = room.isSettled(now, config.horizon());
        replays.expect(room, justEnded ? now.plus(FIRST) : now, longAgo ? TRIES - 1 : 0);
    }

    /**
     * Fetches what is due, up to the number that one sync may.
     *
     * @param until after this moment none is begun; what is left is due again
     * @return of how many rooms WeChat was asked
     */
    int fetchDue(Instant until) {
        int asked = 0;
        for (ReplayTable.Due due : replays.due(clock.instant(), config.replaysPerSync())) {
            Instant claimedUntil = clock.instant().plus(config.replayClaim());
            if (!clock.instant().isBefore(until)) {
                break;
            }
            if (!replays.claim(due, claimedUntil)) {
                continue;
            }
            asked++;
            try {
                replays.fetched(due, claimedUntil, ask(due.id()), next(due));
            } catch (WeChatException e) {
                // nothing was learnt: this one is due again when the claim ends, and the others are still
                LOG.warnf("the replays of room %s were not fetched: %s", due.id(), e.getMessage());
                break;
            }
        }
        return asked;
    }

    private List<Replay> ask(RoomId id) {
        try {
            return weChat.replays(id.weChatId()).stream()
                    .filter(replay ->
                            replay.mediaUrl() != null && !replay.mediaUrl().isEmpty())
                    .map(FetchReplays::replay)
                    .toList();
        } catch (WeChatException e) {
            if (e.failure() instanceof Failure.Refused) {
                // of this room WeChat has none to tell of, this time; that counts as a try
                return List.of();
            }
            throw e;
        }
    }

    private @Nullable Instant next(ReplayTable.Due due) {
        return due.tries() + 1 >= TRIES ? null : clock.instant().plus(FIRST.multipliedBy(1L << due.tries()));
    }

    private static Replay replay(LiveReplay wx) {
        String url = wx.mediaUrl();
        return new Replay(url == null ? "" : url, wx.createdAt(), wx.expiresAt());
    }
}
