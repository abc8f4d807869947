package io.kaibo.lottery.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaibo.aws.Item;
import io.kaibo.base.Digests;
import io.kaibo.drand.DrandChain;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.RunningLotteries;
import io.kaibo.lottery.VoidReason;
import io.kaibo.lottery.WinDays;
import io.kaibo.lottery.WinLimit;
import io.kaibo.lottery.record.AliasList;
import io.kaibo.lottery.record.ChunkTable;
import io.kaibo.lottery.record.FrozenRecord;
import io.kaibo.lottery.record.RecordBytes;
import io.kaibo.lottery.record.Rules;
import io.kaibo.person.LocalPersons;
import io.kaibo.room.RoomId;
import io.kaibo.room.Sync;
import io.kaibo.testing.Calls;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.TestServerTime;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The entrants of a lottery are fixed and published before the round that decides is out. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class FreezeTest {

    private static final RoomId ROOM = new RoomId("wx-7");

    @Inject
    World world;

    @Inject
    RunningLotteries lotteries;

    @Inject
    FreezeLottery freezeLottery;

    @Inject
    VoidLottery voidLottery;

    @Inject
    FreezeTable table;

    @Inject
    ChunkTable chunks;

    @Inject
    RecordBytes records;

    @Inject
    TestServerTime serverTime;

    @Inject
    Sync sync;

    @BeforeEach
    void clean() {
        world.clean();
        serverTime.setApart(Duration.ZERO);
    }

    @Test
    void everyEntrantIsInTheFrozenListOnce() {
        LotteryId id = start(0, null);
        List<String> viewers = viewers(300);
        lotteries.enter(id, viewers);
        FrozenRecord frozen = freeze(id);
        assertThat(aliases(id, frozen.entries()))
                .isSorted()
                .containsExactlyInAnyOrderElementsOf(viewers.stream()
                        .map(viewer -> lotteries.alias(id, viewer))
                        .toList());
        assertThat(frozen.entries().count()).isEqualTo(300);
        assertThat(frozen.leftOut()).isEqualTo(AliasList.EMPTY);
    }

    @Test
    void theRecordNamesTheRulesTheSeedAndARoundThatIsNotOut() {
        LotteryId id = start(0, null);
        lotteries.enter(id, viewers(3));
        FrozenRecord frozen = freeze(id);
        Lottery lottery = lotteries.find(id);
        Rules rules = records.readRules(
                world.item("lotteries", "L#" + id, "RULES").get("bytes").b().asByteArray());
        assertThat(lottery.state()).isEqualTo(LotteryState.FROZEN);
        assertThat(frozen.rules()).isEqualTo(lottery.rulesDigest());
        assertThat(lottery.frozenDigest()).isEqualTo(Digests.sha256Hex(frozenBytes(id)));
        assertThat(Digests.sha256Hex(java.util.HexFormat.of().parseHex(frozen.seed())))
                .isEqualTo(rules.commitment());
        assertThat(frozen.round()).isEqualTo(lottery.round());
        long out = DrandChain.QUICKNET.timeOf(lottery.round());
        assertThat(out)
                .isBetween(
                        frozen.frozenAt().getEpochSecond() + 30,
                        frozen.frozenAt().getEpochSecond() + 32);
        assertThat(moment(id, "drawAt")).isEqualTo(Instant.ofEpochSecond(out));
        assertThat(moment(id, "dueAt")).as("the code is to be announced").isEqualTo(frozen.frozenAt());
    }

    @Test
    void freezingAgainChangesNothing() {
        LotteryId id = start(0, null);
        lotteries.enter(id, viewers(3));
        Lottery before = lotteries.find(id);
        freeze(id);
        byte[] first = frozenBytes(id);
        freezeLottery.freeze(before);
        assertThat(frozenBytes(id)).isEqualTo(first);
    }

    @Test
    void aLotteryWithTooFewEntrantsIsVoidAndItsRecordSaysSo() {
        LotteryId id = start(4, null);
        lotteries.enter(id, viewers(3));
        FrozenRecord frozen = freeze(id);
        Lottery lottery = lotteries.find(id);
        assertThat(lottery.state()).isEqualTo(LotteryState.VOID);
        assertThat(lottery.voided().reason()).isEqualTo(VoidReason.TOO_FEW);
        assertThat(frozen.round()).isNull();
        assertThat(frozen.entries().count()).isEqualTo(3);
    }

    @Test
    void asManyEntrantsAsTheMinimumAreEnough() {
        LotteryId id = start(3, null);
        lotteries.enter(id, viewers(3));
        assertThat(freeze(id).round()).isNotNull();
    }

    @Test
    void anEntrantWithAsManyWinsAsTheRulesAllowIsLeftOut() {
        LotteryId id = start(0, new WinLimit(2, 30));
        lotteries.enter(id, List.of("o-1", "o-2", "o-3", "o-4"));
        Instant now = world.clock().instant();
        win("o-1", now, 1);
        win("o-1", now.minus(Duration.ofDays(29)), 2);
        win("o-2", now, 3);
        win("o-3", now, 4);
        win("o-3", now.minus(Duration.ofDays(31)), 5);
        FrozenRecord frozen = freeze(id);
        assertThat(aliases(id, frozen.leftOut())).containsExactly(lotteries.alias(id, "o-1"));
        assertThat(frozen.entries().count()).isEqualTo(3);
        assertThat(aliases(id, frozen.entries())).doesNotContain(lotteries.alias(id, "o-1"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRoomThatWasOverBeforeTheCloseMakesTheLotteryVoid(boolean isBefore) {
        long room = world.sandbox().createRoom(Map.of("live_status", 101)).roomid();
        sync.recent();
        LotteryId id = lotteries.start(RoomId.ofWeChat(room), RunningLotteries.plan(1, 0, null), DrandChain.QUICKNET);
        lotteries.enter(id, viewers(3));
        world.clock().advance(RunningLotteries.COUNTDOWN.plusSeconds(isBefore ? -30 : 5));
        world.sandbox().moveRoom(room, 103);
        sync.recent();
        world.clock().advance(Duration.ofMinutes(1));
        assertThat(voidLottery.voidIfRoomWasOver(lotteries.find(id))).isEqualTo(isBefore);
        Lottery lottery = lotteries.find(id);
        assertThat(lottery.state()).isEqualTo(isBefore ? LotteryState.VOID : LotteryState.RUNNING);
        if (isBefore) {
            assertThat(lottery.voided().reason()).isEqualTo(VoidReason.ROOM_OVER);
            assertThat(world.item("lotteries", LotteryItems.frozenKey(id))).isEmpty();
        }
    }

    @Test
    void rulesThatAreNotThoseOfTheStartAreNotFrozen() {
        LotteryId id = start(0, null);
        var rules = new HashMap<>(world.item("lotteries", LotteryItems.rulesKey(id)));
        rules.put("bytes", Item.of(new byte[] {1}));
        world.putItem("lotteries", rules);
        assertThatThrownBy(() -> freeze(id)).hasMessage("the rules are not those of the start");
    }

    @Test
    void staffAreNotAmongTheEntrants() {
        LotteryId id = lotteries.start(ROOM, RunningLotteries.plan(1, 0, null), DrandChain.QUICKNET, "o-clerk");
        lotteries.enter(id, List.of("o-clerk", "o-1"));
        FrozenRecord frozen = freeze(id);
        assertThat(aliases(id, frozen.entries())).containsExactly(lotteries.alias(id, "o-1"));
        assertThat(aliases(id, frozen.staff())).containsExactly(lotteries.alias(id, "o-clerk"));
    }

    @Test
    void everyGateIsClosed() {
        LotteryId id = start(0, null);
        freeze(id);
        for (int shard = 0; shard < LotteryItems.SHARDS; shard++) {
            assertThat(world.item("lotteries", LotteryItems.gateKey(id, shard))).containsKey("closedAt");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-5, 5})
    void clocksThatAreApartStopTheFreeze(long seconds) {
        LotteryId id = start(0, null);
        lotteries.enter(id, viewers(3));
        serverTime.setApart(Duration.ofSeconds(seconds));
        assertThatThrownBy(() -> freeze(id)).isInstanceOf(ClocksApartException.class);
        assertThat(lotteries.find(id).state()).isEqualTo(LotteryState.RUNNING);
        serverTime.setApart(Duration.ZERO);
        assertThat(freeze(id).entries().count()).isEqualTo(3);
    }

    @Test
    void entriesAreReadAfterTheLastGateIsClosed() {
        LotteryId id = start(0, null);
        List<String> order = new CopyOnWriteArrayList<>();
        Calls.listen(order::add);
        freezeLottery.freeze(lotteries.find(id));
        int lastGate = order.lastIndexOf("DynamoDb.UpdateItem");
        int firstShard = order.indexOf("DynamoDb.Query");
        assertThat(order.stream().filter("DynamoDb.UpdateItem"::equals)).hasSize(LotteryItems.SHARDS);
        assertThat(firstShard).isGreaterThan(lastGate);
    }

    private LotteryId start(int minimum, WinLimit limit) {
        return lotteries.start(ROOM, RunningLotteries.plan(1, minimum, limit), DrandChain.QUICKNET);
    }

    private static List<String> viewers(int count) {
        return IntStream.range(0, count).mapToObj(i -> "o-viewer-" + i).toList();
    }

    private void win(String openid, Instant at, int slot) {
        var key = LotteryItems.winKey(
                WinDays.of(at), LocalPersons.of(openid), new LotteryId("AAAAAAAAAAAAAAAAAAAAAA"), slot);
        var item = new HashMap<>(key);
        item.put("at", Item.of(at));
        world.putItem("lotteries", item);
    }

    private FrozenRecord freeze(LotteryId id) {
        world.clock().advance(RunningLotteries.UNTIL_FREEZE);
        freezeLottery.freeze(lotteries.find(id));
        return records.readFrozen(frozenBytes(id));
    }

    private byte[] frozenBytes(LotteryId id) {
        return world.item("lotteries", LotteryItems.frozenKey(id))
                .get("bytes")
                .b()
                .asByteArray();
    }

    private Instant moment(LotteryId id, String attribute) {
        return new Item(world.item("lotteries", LotteryItems.lotteryKey(id))).instant(attribute);
    }

    private List<Alias> aliases(LotteryId id, AliasList list) {
        return list.chunks().stream()
                .map(name -> chunks.find(id, name))
                .flatMap(bytes -> IntStream.range(0, bytes.length / Alias.BYTES)
                        .mapToObj(i -> Alias.read(bytes, i * Alias.BYTES)))
                .toList();
    }
}
