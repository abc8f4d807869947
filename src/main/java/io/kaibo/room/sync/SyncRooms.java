package io.kaibo.room.sync;

import io.kaibo.aws.Metrics;
import io.kaibo.aws.Words;
import io.kaibo.room.RoomConfig;
import io.kaibo.room.announce.AnnounceOnAir;
import io.kaibo.wechat.LiveRooms;
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

    private final LiveRooms weChat;
    private final StorePage storePage;
    private final AnnounceOnAir announce;
    private final FetchReplays replays;
    private final HideMissing hideMissing;
    private final RoomConfig config;
    private final Metrics metrics;
    private final Clock clock;

    SyncRooms(
            LiveRooms weChat,
            StorePage storePage,
            AnnounceOnAir announce,
            FetchReplays replays,
            HideMissing hideMissing,
            RoomConfig config,
            Metrics metrics,
            Clock clock) {
        this.weChat = weChat;
        this.storePage = storePage;
        this.announce = announce;
        this.replays = replays;
        this.hideMissing = hideMissing;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * @param function the funqy name of the function that runs it, for the metrics
     * @param patience after this long no further page is read
     * @param hideMost whether a whole pass may hide most rooms at once
     * @throws io.kaibo.wechat.WeChatException if WeChat does not give its list; what was read before is stored
     */
    SyncReport run(String function, Pass pass, Duration patience, boolean hideMost) {
        Instant until = clock.instant().plus(patience);
        Metrics.Line line = metrics.of(function).with("pass", Words.of(pass));
        try {
            SyncReport report = walked(pass, until, hideMost, line);
            line.count(RoomMetric.SYNC_PAGES, report.pages())
                    .count(RoomMetric.SYNC_ROOMS, report.rooms())
                    .count(RoomMetric.SYNC_CHANGED, report.changed())
                    .count(RoomMetric.SYNC_ON_AIR, report.announced())
                    .count(RoomMetric.SYNC_SOON, report.soon())
                    .count(RoomMetric.SYNC_MISSED, report.missed())
                    .count(RoomMetric.SYNC_MISSING, report.missing())
                    .count(RoomMetric.SYNC_HIDDEN, report.hidden())
                    .count(RoomMetric.SYNC_UNFINISHED, report.finished() ? 0 : 1)
                    .count(RoomMetric.SYNC_FAILED, report.failed());
            if (pass == Pass.WHOLE) {
                line.count(RoomMetric.SYNC_WITHHELD, report.withheld());
            }
            return report;
        } finally {
            line.count(RoomMetric.SYNC_LIVE_INFO_CALLS, weChat.takeCalls()).print();
        }
    }

    /** Whether the walk succeeds or not, what others left unpublished is published. */
    private SyncReport walked(Pass pass, Instant until, boolean hideMost, Metrics.Line line) {
        try {
            return pass == Pass.WHOLE ? whole(until, hideMost) : recent(until, line);
        } finally {
            line.count(RoomMetric.SYNC_TAKEN_OVER, announce.takeOverLapsed());
        }
    }

    private SyncReport recent(Instant until, Metrics.Line line) {
        RoomWalk walk = walk(Pass.RECENT, until);
        walk.go();
        FetchReplays.Fetched fetched = replays.fetchDue(until);
        line.count(RoomMetric.SYNC_REPLAYS_ASKED, fetched.asked());
        return walk.report(HideMissing.Outcome.NONE).plusFailed(fetched.failed());
    }

    private SyncReport whole(Instant until, boolean hideMost) {
        SyncReport report = wholeOnce(until, hideMost);
        for (int attempt = 1; attempt < ATTEMPTS && report.finished() && !report.steady(); attempt++) {
            report = report.followedBy(wholeOnce(until, hideMost));
        }
        return report;
    }

    private SyncReport wholeOnce(Instant until, boolean hideMost) {
        Instant began = clock.instant();
        RoomWalk walk = walk(Pass.WHOLE, until);
        walk.go();
        return walk.report(
                walk.sawEverything()
                        ? hideMissing.unseen(walk.seen(), began, until, hideMost)
                        : HideMissing.Outcome.NONE);
    }

    private RoomWalk walk(Pass pass, Instant until) {
        return new RoomWalk(weChat, storePage, config, clock, pass, until);
    }
}
