package io.kaibo.lottery.entry;

import io.kaibo.aws.Item;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a lottery publishes, as it is stored. Each item is written once and never changes. */
@Singleton
class PublishedTable {

    /** @param starts the first alias of each chunk of entries */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record StoredFrozen(byte[] bytes, byte[] starts) {}

    /** @param ranks the aliases of the first ranks */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record StoredDraw(long round, byte[] signature, byte[] ranks, Instant drawnAt) {}

    private final Table lotteries;

    PublishedTable(Tables tables) {
        this.lotteries = tables.open(LotteryItems.TABLE, Tables.Read.GET);
    }

    Optional<byte[]> findRules(LotteryId id) {
        return find(LotteryItems.rulesKey(id)).map(item -> item.bytes("bytes"));
    }

    Optional<StoredFrozen> findFrozen(LotteryId id) {
        return find(LotteryItems.frozenKey(id))
                .map(item -> new StoredFrozen(item.bytes("bytes"), item.bytes("starts")));
    }

    Optional<StoredDraw> findDraw(LotteryId id) {
        return find(LotteryItems.drawKey(id))
                .map(item -> new StoredDraw(
                        item.number("round"), item.bytes("signature"), item.bytes("ranks"), item.instant("drawnAt")));
    }

    Optional<byte[]> findChunk(LotteryId id, String sha256) {
        return find(LotteryItems.chunkKey(id, sha256)).map(item -> item.bytes("bytes"));
    }

    /** What is there never changes, so only an item that seems not to be there costs the consistent read. */
    private Optional<Item> find(Map<String, AttributeValue> key) {
        return lotteries.findEventuallyConsistent(key).or(() -> lotteries.find(key));
    }
}
