package io.kaibo.lottery.admin;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Item;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How many entries a lottery has: counted shard by shard, and kept in an item of its own. */
@Singleton
class EntrantTable {

    /** One instance counts at a time. */
    static final Condition NOT_LATELY = new Condition("attribute_not_exists(askedAt) OR askedAt <= :before", "askedBy");

    /** A slow count does not overwrite one that began later. */
    static final Condition BEGAN_LATER =
            new Condition("attribute_not_exists(countedAt) OR countedAt < :at", "countedBy");

    private final Table lotteries;

    EntrantTable(Tables tables) {
        this.lotteries = tables.open(LotteryItems.TABLE);
    }

    /** The last count; empty if there is none. */
    Optional<EntrantCount> find(LotteryId id) {
        return lotteries.find(key(id)).filter(item -> item.has("countedAt")).map(EntrantTable::count);
    }

    private static EntrantCount count(Item item) {
        return new EntrantCount(item.number("n"), item.instant("countedAt"), false);
    }

    /** Claims the count; false if one began within {@code kept}. */
    boolean claim(LotteryId id, Instant now, Duration kept) {
        return lotteries
                .update(
                        key(id),
                        Update.set("askedAt = :now").with(":now", now).with(":before", now.minus(kept)),
                        NOT_LATELY)
                .isDone();
    }

    /** @param at when the count began */
    void write(LotteryId id, long count, Instant at) {
        lotteries.update(
                key(id), Update.set("n = :n, countedAt = :at").with(":n", count).with(":at", at), BEGAN_LATER);
    }

    /** How many entries a shard has; its gate is none. */
    long countShard(LotteryId id, int shard) {
        return lotteries.count(Query.by("pk = :shard AND sk > :gate")
                .with(":shard", LotteryItems.shard(id, shard))
                .with(":gate", LotteryItems.GATE));
    }

    private static Map<String, AttributeValue> key(LotteryId id) {
        return Item.key(LotteryItems.lotteryPartition(id), "ENTRANTS");
    }
}
