package io.kaibo.room.sync;

import io.kaibo.base.Spans;
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
     * Stores the rooms of a page. A room that cannot be written does not keep the others from being stored.
     *
     * @param readAt just before WeChat was asked for the page
     */
    StoredPage store(List<RoomReading> readings, Instant readAt) {
        List<RoomId> ids =
                readings.stream().map(reading -> reading.room().id()).distinct().toList();
        Map<RoomId, RoomHead> heads = table.findHeads(ids);
        Map<RoomId, String> digests = table.findGoodsDigests(ids);
        List<StoredPage> rooms = readings.stream()
                .gather(Gatherers.mapConcurrent(config.writers(), reading -> {
                    RoomId id = reading.room().id();
                    return store(reading, readAt, heads.get(id), digests.get(id));
                }))
                .toList();
        SyncTally tally = new SyncTally();
        rooms.forEach(room -> tally.add(room.tally()));
        return new StoredPage(rooms.stream().anyMatch(StoredPage::isStale), tally);
    }

    /** Takes note of rooms that are in the list and cannot be read: they are not missing. */
    void sight(List<RoomId> odd, Instant readAt) {
        if (odd.isEmpty()) {
            return;
        }
        table.findHeads(odd.stream().distinct().toList()).forEach((id, head) -> {
            if (head.missingSince() != null && head.hiddenAt() == null) {
                table.writeSighting(id, readAt);
            }
        });
    }

    private StoredPage store(
            RoomReading reading, Instant readAt, @Nullable RoomHead head, @Nullable String goodsDigest) {
        SyncTally tally = new SyncTally();
        if (!Spans.covers(readAt, config.freshness(), clock.instant())) {
            return new StoredPage(true, tally);
        }
        countMissed(reading.room(), head, tally);
        try {
            tally.add(storeFresh(reading, readAt, head, goodsDigest));
        } catch (RuntimeException e) {
            LOG.errorf(e, "room %s was not stored", reading.room().id());
            tally.add(SyncCount.FAILED, 1);
        }
        return new StoredPage(false, tally);
    }

    /** Logged before it is written that the room is over: after a crash in between, the next sync logs it again. */
    private static void countMissed(Room room, @Nullable RoomHead head, SyncTally tally) {
        if (head != null && head.wasMissedOnAir(room)) {
            LOG.warnf("room %s is over and was never seen on air: its subscribers were not told", room.id());
            tally.add(SyncCount.MISSED, 1);
        }
    }

    /**
     * What follows from a change is done before the change is written: after a crash in between, the next sync still sees the change. Only
     * the head of a new room is written before its announcement, so that an announced room is known; the next sync sees it as well.
     */
    private SyncTally storeFresh(
            RoomReading reading, Instant readAt, @Nullable RoomHead head, @Nullable String goodsDigest) {
        Room room = reading.room();
        replays.expectIfOpened(room, head == null ? null : head.room());
        boolean changed = head == null && table.write(room, readAt);
        boolean announced = room.status() == RoomStatus.LIVE
                && (head == null || head.awaitsItsGoingOnAir())
                && onAir.publishIfFirst(room.id());
        boolean startsSoon = soon.publishIfDue(room, head);
        changed |= announced || startsSoon;
        String digest = RoomGoods.digest(reading.goods());
        if (goodsDigest == null ? !reading.goods().isEmpty() : !digest.equals(goodsDigest)) {
            changed |= table.writeGoods(room.id(), reading.goods(), digest, readAt);
        }
        if (head != null && head.differsFrom(room)) {
            changed |= table.write(room, readAt);
        }
        return new SyncTally()
                .add(SyncCount.CHANGED, changed ? 1 : 0)
                .add(SyncCount.ON_AIR, announced ? 1 : 0)
                .add(SyncCount.SOON, startsSoon ? 1 : 0);
    }
}
