package io.kaibo.lottery.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.aws.Condition;
import io.kaibo.aws.Item;
import io.kaibo.base.Digests;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.record.AliasList;
import io.kaibo.lottery.record.FrozenRecord;
import io.kaibo.lottery.record.RecordBytes;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How many viewers have entered a lottery, as operators see it. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class CountEntrantsTest {

    private static final String QUERY = "DynamoDb.Query";
    private static final Duration KEPT = Duration.ofSeconds(30);

    @Inject
    LotteryOperator operator;

    @Inject
    World world;

    @Inject
    EntrantTable table;

    @Inject
    RecordBytes records;

    private final Random random = new Random(7);
    private JsonNode lottery;
    private LotteryId id;

    @BeforeEach
    void aRunningLottery() {
        world.clean();
        world.clock().stop();
        lottery = operator.creates(operator.room(101), "first-lottery").body();
        id = new LotteryId(lottery.path("id").asText());
        assertThat(operator.finds(lottery).body().has("entrants")).isFalse();
        operator.starts(lottery);
        enter(100);
        Map<String, AttributeValue> gate = new HashMap<>(LotteryItems.gateKey(id, 5));
        gate.put("closedAt", Item.of(world.clock().instant()));
        world.putItem(LotteryItems.TABLE, gate);
        Calls.reset();
    }

    @Test
    void whileItRunsTheyAreCountedEveryHalfMinuteAtMost() {
        assertThat(count()).isEqualTo(100);
        assertThat(Calls.count(QUERY)).isEqualTo(LotteryItems.SHARDS);
        enter(20);
        world.clock().advance(KEPT.minusMillis(2));
        assertThat(count()).isEqualTo(100);
        assertThat(Calls.count(QUERY)).isEqualTo(LotteryItems.SHARDS);
        world.clock().advance(Duration.ofMillis(2));
        assertThat(count()).isEqualTo(120);
        assertThat(operator.finds(lottery).body().at("/entrants/exact").asBoolean())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneCountsAndTheOthersTellTheLastCount(boolean kept) {
        count();
        enter(20);
        Instant later = world.clock().instant().plus(KEPT);
        world.clock().advance(KEPT);
        assertThat(table.claim(id, later, KEPT)).isTrue();
        without(EntrantTable.NOT_LATELY, kept);
        assertThat(count()).isEqualTo(kept ? 100 : 120);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSlowCountDoesNotOverwriteANewerOne(boolean kept) {
        Instant now = world.clock().instant();
        table.write(id, 200, now);
        without(EntrantTable.BEGAN_LATER, kept);
        table.write(id, 100, now.minusSeconds(31));
        assertThat(table.find(id).orElseThrow().count()).isEqualTo(kept ? 200 : 100);
    }

    @Test
    void afterTheFreezeTheNumberIsThatOfTheFrozenRecord() {
        Instant frozenAt = Instant.parse("2026-03-01T12:00:10Z");
        byte[] bytes = records.write(new FrozenRecord(
                FrozenRecord.FORMAT,
                id,
                "00",
                new AliasList(97, List.of()),
                new AliasList(3, List.of()),
                AliasList.EMPTY,
                frozenAt,
                "00",
                7L));
        Map<String, AttributeValue> frozen = new HashMap<>(LotteryItems.frozenKey(id));
        frozen.put("bytes", Item.of(bytes));
        frozen.put("starts", Item.of(new byte[0]));
        world.putItem(LotteryItems.TABLE, frozen);
        Map<String, AttributeValue> item = new HashMap<>(world.item(LotteryItems.TABLE, LotteryItems.lotteryKey(id)));
        item.put("state", Item.of("frozen"));
        item.put("frozenDigest", Item.of(Digests.sha256Hex(bytes)));
        item.put("round", Item.of(7));
        world.putItem(LotteryItems.TABLE, item);

        JsonNode found = operator.finds(lottery).body();
        assertThat(found.at("/entrants/count").asInt()).isEqualTo(100);
        assertThat(found.at("/entrants/exact").asBoolean()).isTrue();
        assertThat(found.at("/entrants/countedAt").asText()).isEqualTo(frozenAt.toString());
        assertThat(Calls.count(QUERY)).isZero();
    }

    private int count() {
        return operator.finds(lottery).body().at("/entrants/count").asInt();
    }

    private void enter(int viewers) {
        world.putItems(
                LotteryItems.TABLE,
                IntStream.range(0, viewers)
                        .<Map<String, AttributeValue>>mapToObj(_ -> {
                            Alias alias = new Alias(random.nextLong(), random.nextLong());
                            return new HashMap<>(LotteryItems.entryKey(id, alias));
                        })
                        .toList());
    }

    private static void without(Condition condition, boolean kept) {
        if (!kept) {
            Calls.rewrite(Conditions.stripping(condition));
        }
    }
}
