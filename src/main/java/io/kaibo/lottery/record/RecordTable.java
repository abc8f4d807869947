package io.kaibo.lottery.record;

import io.kaibo.aws.Item;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a lottery publishes, as it is stored. Each item is written once and never changes, so it is read where it is asked for by the
 * lottery's state: one that is not there then is a fault of ours.
 */
@Singleton
public class RecordTable {

    /** @param starts the first alias of each chunk of entries, 16 bytes each */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record StoredFrozen(byte[] bytes, byte[] starts) {}

    private final Table lotteries;

    RecordTable(Tables tables) {
        this.lotteries = tables.open(LotteryItems.TABLE);
    }

    /** The rules' bytes. @throws IllegalStateException if the lottery was not started */
    public byte[] findRules(LotteryId id) {
        return find(LotteryItems.rulesKey(id), "a lottery that was started has no rules")
                .bytes("bytes");
    }

    /** @throws IllegalStateException if the lottery is not frozen */
    public StoredFrozen findFrozen(LotteryId id) {
        Item item = find(LotteryItems.frozenKey(id), "a lottery that is frozen has no frozen record");
        return new StoredFrozen(item.bytes("bytes"), item.bytes("starts"));
    }

    /** @throws IllegalStateException if the lottery is not drawn */
    public Draw findDraw(LotteryId id) {
        Item item = find(LotteryItems.drawKey(id), "a lottery that is drawn has no draw");
        return new Draw(item.number("round"), item.bytes("signature"), item.bytes("ranks"), item.instant("drawnAt"));
    }

    /** What is there never changes, so only an item that seems not to be there costs the consistent read. */
    private Item find(Map<String, AttributeValue> key, String missing) {
        return findPublished(lotteries, key).orElseThrow(() -> new IllegalStateException(missing));
    }

    static Optional<Item> findPublished(Table table, Map<String, AttributeValue> key) {
        return table.findEventuallyConsistent(key).or(() -> table.find(key));
    }
}
