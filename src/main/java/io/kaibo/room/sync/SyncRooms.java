package io.kaibo.room.sync;

import io.kaibo.aws.Metrics;
import io.kaibo.aws.Words;
import io.kaibo.room.announce.AnnounceOnAir;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Brings the table in step with WeChat's list of rooms, which knows neither a filter nor a push. Any number of syncs may
 * run at once: each write has its condition.
 */
@Singleton
class SyncRooms {

    /** How often a whole pass begins anew when the list shifted under it. */
    private static final int ATTEMPTS = 3;

    private final WalkRooms walkRooms;
    private final AnnounceOnAir announce;
    private final FetchReplays replays;
    private final HideMissing hideMissing;
    private final Metrics metrics;
    private final Clock clock;

    SyncRooms(
            WalkRooms walkRooms,
            AnnounceOnAir announce,
            FetchReplays replays,
            HideMissing hideMissing,
            Metrics metrics,
            Clock clock) {
        this.walkRooms = walkRooms;
        this.announce = announce;
        this.replays = replays;
        this.hideMissing = hideMissing;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * @param function the funqy name of the function that runs it, for the metrics
     * @param patience after this long no further page is read
     * @param hideMost true if a whole pass may hide most rooms at once
     * @throws io.kaibo.wechat.WeChatException if WeChat does not give its list; what was read before is stored
     */
    SyncReport sync(String function, Pass pass, Duration patience, boolean hideMost) {
        Instant until = clock.instant().plus(patience);
        Metrics.Line line = metrics.begin(function).with("pass", Words.of(pass));
        try {
            SyncOutcome outcome = syncAndTakeOver(pass, until, hideMost, line);
            SyncCount.of(pass)
                    .forEach(count -> line.count(count.metric(), outcome.tally().get(count)));
            line.count(RoomMetric.SYNC_UNFINISHED, outcome.finished() ? 0 : 1);
            return SyncReport.of(outcome);
        } finally {
            line.count(RoomMetric.SYNC_LIVE_INFO_CALLS, walkRooms.takeCalls()).print();
        }
    }

    /** Publishes what other syncs left unpublished, also if this one fails. */
    private SyncOutcome syncAndTakeOver(Pass pass, Instant until, boolean hideMost, Metrics.Line line) {
        try {
            return pass == Pass.WHOLE ? syncWhole(until, hideMost) : syncRecent(until);
        } finally {
            line.count(RoomMetric.SYNC_TAKEN_OVER, announce.takeOverLapsed());
        }
    }

    private SyncOutcome syncRecent(Instant until) {
        SyncOutcome walked = walkRooms.walk(Pass.RECENT, until).outcome();
        walked.tally().add(replays.fetchDue(until));
        return walked;
    }

    private SyncOutcome syncWhole(Instant until, boolean hideMost) {
        SyncOutcome outcome = syncWholeOnce(until, hideMost);
        for (int attempt = 1; attempt < ATTEMPTS && outcome.finished() && !outcome.steady(); attempt++) {
            outcome = outcome.followedBy(syncWholeOnce(until, hideMost));
        }
        return outcome;
    }

    private SyncOutcome syncWholeOnce(Instant until, boolean hideMost) {
        Instant began = clock.instant();
        RoomWalk walk = walkRooms.walk(Pass.WHOLE, until);
        SyncOutcome outcome = walk.outcome();
        if (walk.sawEverything()) {
            outcome.tally().add(hideMissing.hideUnseen(walk.seen(), began, until, hideMost));
        }
        return outcome;
    }
}
