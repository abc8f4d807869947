package io.kaibo.room.sync;

import io.kaibo.room.Room;
import io.kaibo.room.RoomConfig;
import io.kaibo.room.RoomGoods;
import io.kaibo.room.RoomHead;
import io.kaibo.room.RoomId;
import io.kaibo.room.RoomStatus;
import io.kaibo.room.RoomTable;
import io.kaibo.room.announce.AnnounceOnAir;
import io.kaibo.room.announce.AnnounceSoon;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Brings the table in step with one page of WeChat's list; writes only what changed. */
@Singleton
class StorePage {

    private static final Logger LOG = Logger.getLogger(StorePage.class);

    private final RoomTable table;
    private final AnnounceOnAir onAir;
    private final AnnounceSoon soon;
    private final FetchReplays replays;
    private final RoomConfig config;
    private final Clock clock;

    StorePage(
            RoomTable table,
            AnnounceOnAir onAir,
            AnnounceSoon soon,
            FetchReplays replays,
            RoomConfig config,
            Clock clock) {
        this.table = table;
        this.onAir = onAir;
        this.soon = soon;
        this.replays = replays;
        this.config = config;
        this.clock = clock;
    }

    /**
     * What became of a room, or of many.
     *
     * @param stale whether it was read too long ago to be written
     */
    record Outcome(boolean stale, int changed, int announced, int soon, int missed, int failed) {

        static final Outcome NONE = new Outcome(false, 0, 0, 0, 0, 0);

        Outcome plus(Outcome other) {
            return new Outcome(
                    stale || other.stale,
                    changed + other.changed,
                    announced + other.announced,
                    soon + other.soon,
                    missed + other.missed,
                    failed + other.failed);
        }
    }

    /**
     * Stores the rooms of a page. A room that cannot be written does not keep the others from it.
     *
     * @param readAt just before WeChat was asked for the page
     */
    Outcome store(List<RoomReading> readings, Instant readAt) {
        List<RoomId> ids =
                readings.stream().map(reading -> reading.room().id()).distinct().toList();
        Map<RoomId, RoomHead> heads = table.heads(ids);
        Map<RoomId, String> digests = table.goodsDigests(ids);
        return readings.stream()
                .gather(Gatherers.mapConcurrent(config.writers(), reading -> {
                    RoomId id = reading.room().id();
                    return store(reading, readAt, heads.get(id), digests.get(id));
                }))
                .reduce(Outcome.NONE, Outcome::plus);
    }

    /** Takes note of rooms that are in the list, though nothing of them can be stored: a pass that missed them was wrong. */
    void sight(List<RoomId> odd, Instant readAt) {
        if (odd.isEmpty()) {
            return;
        }
        table.heads(odd.stream().distinct().toList()).forEach((id, head) -> {
            if (head.missingSince() != null && head.hiddenAt() == null) {
                table.sight(id, readAt);
            }
        });
    }

    private Outcome store(RoomReading reading, Instant readAt, @Nullable RoomHead head, @Nullable String goodsDigest) {
        if (clock.instant().isAfter(readAt.plus(config.freshness()))) {
            return new Outcome(true, 0, 0, 0, 0, 0);
        }
        int missed = missed(reading.room(), head);
        try {
            return storeFresh(reading, readAt, head, goodsDigest, missed);
        } catch (RuntimeException e) {
            LOG.errorf(e, "room %s was not stored", reading.room().id());
            return new Outcome(false, 0, 0, 0, missed, 1);
        }
    }

    /** Said before it is written that the room is over: after a crash in between, the next sync says it. */
    private static int missed(Room room, @Nullable RoomHead head) {
        if (head == null || !head.wasMissedOnAir(room)) {
            return 0;
        }
        LOG.warnf("room %s is over and was never seen on air: its subscribers were not told", room.id());
        return 1;
    }

    /**
     * What follows from a change comes before the change: after a crash in between, the next sync still sees it. The head of a new
     * room comes before its announcement, which the next sync still sees as well: what is announced is known.
     */
    private Outcome storeFresh(
            RoomReading reading, Instant readAt, @Nullable RoomHead head, @Nullable String goodsDigest, int missed) {
        Room room = reading.room();
        replays.seen(room, head == null ? null : head.room());
        boolean changed = head == null && table.write(room, readAt);
        boolean announced = room.status() == RoomStatus.LIVE
                && (head == null || head.awaitsItsGoingOnAir())
                && onAir.seenLive(room.id());
        boolean startsSoon = soon.seen(room, head);
        changed |= announced || startsSoon;
        String digest = RoomGoods.digest(reading.goods());
        if (goodsDigest == null ? !reading.goods().isEmpty() : !digest.equals(goodsDigest)) {
            changed |= table.writeGoods(room.id(), reading.goods(), digest, readAt);
        }
        if (head != null && head.differsFrom(room)) {
            changed |= table.write(room, readAt);
        }
        return new Outcome(false, changed ? 1 : 0, announced ? 1 : 0, startsSoon ? 1 : 0, missed, 0);
    }
}
