package io.kaibo.lottery.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.base.Digests;
import io.kaibo.drand.DrandChain;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.RunningLotteries;
import io.kaibo.lottery.WinDays;
import io.kaibo.lottery.WinLimit;
import io.kaibo.lottery.record.AliasList;
import io.kaibo.lottery.record.ChunkTable;
import io.kaibo.lottery.record.FrozenRecord;
import io.kaibo.lottery.record.RecordBytes;
import io.kaibo.lottery.record.RecordTable;
import io.kaibo.person.LocalPersons;
import io.kaibo.room.RoomId;
import io.kaibo.testing.Calls;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * Two instances freeze a lottery. The first stalls; meanwhile a viewer's win in another lottery is recorded, so the second leaves that
 * viewer out, and writes other chunks and the frozen record. Then the first wakes.
 */
@QuarkusTest
@WithTestResource(LocalServers.class)
class TwoFreezesTest {

    @Inject
    World world;

    @Inject
    RunningLotteries lotteries;

    @Inject
    FreezeLottery freezeLottery;

    @Inject
    FreezeTable table;

    @Inject
    RecordTable recordTable;

    @Inject
    ChunkTable chunks;

    @Inject
    RecordBytes records;

    private LotteryId id;

    @BeforeEach
    void start() {
        world.clean();
        id = lotteries.start(new RoomId("wx-7"), RunningLotteries.plan(1, 0, new WinLimit(1, 30)), DrandChain.QUICKNET);
        lotteries.enter(id, List.of("o-1", "o-2", "o-3"));
        world.clock().advance(RunningLotteries.UNTIL_FREEZE);
    }

    /** The first stalls before its chunk, or between its chunk and its frozen record. */
    @ParameterizedTest
    @ValueSource(strings = {"DynamoDb.PutItem", "DynamoDb.TransactWriteItems"})
    void theProofOfTheFirstRecordStands(String stall) {
        freezeTwice(stall);
        FrozenRecord frozen = records.readFrozen(recordTable.findFrozen(id).bytes());
        assertThat(lotteries.find(id).state()).isEqualTo(LotteryState.FROZEN);
        assertThat(lotteries.find(id).frozenDigest())
                .isEqualTo(Digests.sha256Hex(recordTable.findFrozen(id).bytes()));
        assertThat(frozen.entries().count()).isEqualTo(2);
        assertThat(frozen.leftOut().count()).isEqualTo(1);
        assertThat(isWhole(frozen.entries())).isTrue();
        assertThat(isWhole(frozen.leftOut())).isTrue();
    }

    @Test
    void withChunksThatAreNotNamedByTheirContentTheProofIsBroken() {
        Calls.rewrite(TwoFreezesTest::nameByPlace);
        freezeTwice("DynamoDb.PutItem");
        FrozenRecord frozen = records.readFrozen(recordTable.findFrozen(id).bytes());
        Calls.rewrite(TwoFreezesTest::nameByPlace);
        assertThat(isWhole(frozen.entries())).isFalse();
    }

    private void freezeTwice(String stall) {
        AtomicBoolean stalled = new AtomicBoolean();
        var lottery = lotteries.find(id);
        Calls.listen(call -> {
            if (call.equals(stall) && stalled.compareAndSet(false, true)) {
                win("o-1");
                freezeLottery.freeze(lottery);
            }
        });
        freezeLottery.freeze(lottery);
        assertThat(stalled).isTrue();
        Calls.reset();
    }

    private void win(String openid) {
        var at = world.clock().instant();
        Map<String, AttributeValue> item = new HashMap<>(LotteryItems.winKey(
                WinDays.of(at), LocalPersons.of(openid), new LotteryId("AAAAAAAAAAAAAAAAAAAAAA"), 0));
        world.putItem("lotteries", item);
    }

    /** True if every chunk is there and is what its name says. */
    private boolean isWhole(AliasList list) {
        try {
            list.chunks().forEach(name -> chunks.find(id, name));
            return true;
        } catch (IllegalStateException notWhole) {
            return false;
        }
    }

    /** Every chunk gets one name, as the first chunk of a list that is numbered would. */
    private static SdkRequest nameByPlace(SdkRequest request) {
        return switch (request) {
            case PutItemRequest put
            when isChunk(put.item()) ->
                put.toBuilder().item(renamed(put.item())).build();
            case GetItemRequest get
            when isChunk(get.key()) -> get.toBuilder().key(renamed(get.key())).build();
            default -> request;
        };
    }

    private static boolean isChunk(Map<String, AttributeValue> item) {
        return item.get("pk").s().contains("#C#");
    }

    private static Map<String, AttributeValue> renamed(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> renamed = new HashMap<>(item);
        String pk = item.get("pk").s();
        renamed.put("pk", AttributeValue.fromS(pk.substring(0, pk.indexOf("#C#")) + "#C#0"));
        return renamed;
    }
}
