package io.kaibo.lottery;

import io.kaibo.aws.Item;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lotteries, read. Each topic writes them by a table of its own. */
@Singleton
public class LotteryTable {

    private final Table lotteries;
    private final LotteryMapping mapping;

    LotteryTable(Tables tables, LotteryMapping mapping) {
        this.lotteries = tables.open(LotteryItems.TABLE, Tables.Read.GET);
        this.mapping = mapping;
    }

    /** The lottery, after every write that is done. */
    public Optional<Lottery> find(LotteryId id) {
        return there(lotteries.find(LotteryItems.lotteryKey(id)));
    }

    /** The lottery, without the newest writes perhaps. */
    public Optional<Lottery> findLately(LotteryId id) {
        return there(lotteries.findEventuallyConsistent(LotteryItems.lotteryKey(id)));
    }

    /** Those of the lotteries that exist, after every write that is done. */
    public Map<LotteryId, Lottery> findAll(Collection<LotteryId> ids) {
        return lotteries
                .findAll(ids.stream().distinct().map(LotteryItems::lotteryKey).toList())
                .filter(found -> !LotteryMapping.isDeleted(found))
                .map(mapping::lottery)
                .collect(Collectors.toMap(Lottery::id, Function.identity()));
    }

    private Optional<Lottery> there(Optional<Item> item) {
        return item.filter(found -> !LotteryMapping.isDeleted(found)).map(mapping::lottery);
    }

    /** The lotteries of a room in the order of their creation, without the newest writes perhaps. A room has at most thirty. */
    public List<Lottery> findByRoom(RoomId room) {
        return lotteries
                .query(Query.by("room = :room").ofIndex(LotteryItems.ROOM_INDEX).with(":room", room.value()))
                .map(mapping::lottery)
                .toList();
    }
}
