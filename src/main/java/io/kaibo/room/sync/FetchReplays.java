package io.kaibo.room.sync;

import io.kaibo.room.Replay;
import io.kaibo.room.Room;
import io.kaibo.room.RoomConfig;
import io.kaibo.room.RoomId;
import io.kaibo.wechat.Failure;
import io.kaibo.wechat.LiveReplay;
import io.kaibo.wechat.LiveRooms;
import io.kaibo.wechat.NoTokenException;
import io.kaibo.wechat.WeChatException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the replays of rooms that ended. WeChat makes a recording about ten minutes after the end, sends no event when it is there, and
 * may add to it. So it is asked after ten minutes, then after twice as long each time, for a day. A room that had ended long before the
 * first sync saw it is asked for once.
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

    /** Writes that the replays of a room are to be fetched, if it has ended or its replay was opened since {@code before}. */
    void expectIfOpened(Room room, @Nullable Room before) {
        if (!room.hasOpenReplay() || (before != null && before.hasOpenReplay())) {
            return;
        }
        Instant now = clock.instant();
        boolean justEnded = before != null && !before.status().isTerminal();
        boolean longAgo = room.isSettled(now, config.horizon());
        replays.expect(room, justEnded ? now.plus(FIRST) : now, longAgo ? TRIES - 1 : 0);
    }

    /**
     * Fetches what is due, up to the number that one sync may. It counts the rooms that WeChat was asked for, and as failed the recordings
     * that cannot be read and the rooms whose recordings could not be written; the log names them.
     *
     * @param until after this moment none is begun; what is left is due again
     */
    SyncTally fetchDue(Instant until) {
        SyncTally tally = new SyncTally();
        for (ReplayTable.Due due : replays.findDue(clock.instant(), config.replaysPerSync())) {
            Instant claimedUntil = clock.instant().plus(config.replayClaim());
            if (!clock.instant().isBefore(until)) {
                break;
            }
            if (!replays.claim(due, claimedUntil)) {
                continue;
            }
            tally.add(SyncCount.REPLAYS_ASKED, 1);
            try {
                LiveRooms.Replays answer = ask(due.id());
                answer.faults().forEach(fault -> LOG.errorf("a replay of room %s cannot be read: %s", due.id(), fault));
                tally.add(SyncCount.FAILED, answer.faults().size());
                List<Replay> found = replays(answer);
                if (!answer.faults().isEmpty()) {
                    keepStored(due.id(), found);
                }
                replays.writeFetched(due, claimedUntil, found, next(due));
            } catch (WeChatException e) {
                // this one is due again when the claim ends, and so are the others
                LOG.warnf("the replays of room %s were not fetched: %s", due.id(), e.getMessage());
                break;
            } catch (RuntimeException e) {
                LOG.errorf(e, "the replays of room %s were not stored", due.id());
                tally.add(SyncCount.FAILED, 1);
            }
        }
        return tally;
    }

    private LiveRooms.Replays ask(RoomId id) {
        try {
            return weChat.readReplays(id.weChatId());
        } catch (NoTokenException e) {
            throw e;
        } catch (WeChatException e) {
            if (e.failure() instanceof Failure.RequestRefused) {
                // WeChat has no replay of this room yet; that counts as a try
                return new LiveRooms.Replays(List.of(), List.of());
            }
            throw e;
        }
    }

    /** Keeps the stored recordings that the answer does not name: an odd one may be one of them. */
    private void keepStored(RoomId id, List<Replay> found) {
        for (Replay stored : replays.findStored(id)) {
            if (found.stream().noneMatch(replay -> Objects.equals(replay.createdAt(), stored.createdAt()))) {
                found.add(stored);
            }
        }
    }

    private @Nullable Instant next(ReplayTable.Due due) {
        return due.tries() + 1 >= TRIES ? null : clock.instant().plus(FIRST.multipliedBy(1L << due.tries()));
    }

    private static List<Replay> replays(LiveRooms.Replays answer) {
        List<Replay> replays = new ArrayList<>();
        for (LiveReplay wx : answer.readable()) {
            String url = wx.mediaUrl();
            if (url != null) {
                replays.add(new Replay(url, wx.createdAt(), wx.expiresAt()));
            }
        }
        return replays;
    }
}
