package io.kaibo.lottery.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaibo.aws.Item;
import io.kaibo.base.Digests;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lotteries;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.record.AliasList;
import io.kaibo.lottery.record.FrozenRecord;
import io.kaibo.lottery.record.RecordBytes;
import io.kaibo.testing.Calls;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A frozen list of several chunks: whether an alias is in it. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class PublishedTest {

    private static final int IN_A_CHUNK = 3;

    @Inject
    Published published;

    @Inject
    RecordBytes records;

    @Inject
    World world;

    private final LotteryId id = LotteryId.random(new SecureRandom());

    /** The aliases 10, 20, … 100. */
    private final List<Alias> entries =
            LongStream.rangeClosed(1, 10).mapToObj(i -> new Alias(i * 10, 0)).toList();

    private Lottery lottery;

    @BeforeEach
    void freeze() {
        world.clean();
        List<String> names = new ArrayList<>();
        ByteArrayOutputStream starts = new ByteArrayOutputStream();
        for (int from = 0; from < entries.size(); from += IN_A_CHUNK) {
            starts.writeBytes(entries.get(from).toBytes());
            names.add(put(entries.subList(from, Math.min(entries.size(), from + IN_A_CHUNK))));
        }
        AliasList leftOut = new AliasList(2, List.of(put(List.of(new Alias(25, 0))), put(List.of(new Alias(95, 0)))));
        FrozenRecord record = new FrozenRecord(
                FrozenRecord.FORMAT,
                id,
                "",
                new AliasList(entries.size(), names),
                leftOut,
                AliasList.EMPTY,
                Instant.EPOCH,
                "",
                null);
        byte[] bytes = records.write(record);
        put(LotteryItems.frozenKey(id), Map.of("bytes", Item.of(bytes), "starts", Item.of(starts.toByteArray())));
        lottery = frozen(bytes);
    }

    @Test
    void eachEntrantIsFoundAndNoOther() {
        assertThat(entries).allMatch(alias -> published.isEntrant(lottery, alias));
        assertThat(LongStream.of(0, 5, 15, 25, 35, 99, 101, -1).mapToObj(high -> new Alias(high, 0)))
                .noneMatch(alias -> published.isEntrant(lottery, alias));
        assertThat(published.isLeftOut(lottery, new Alias(25, 0))).isTrue();
        assertThat(published.isLeftOut(lottery, new Alias(95, 0))).isTrue();
        assertThat(published.isLeftOut(lottery, new Alias(20, 0))).isFalse();
    }

    @Test
    void oneChunkIsReadForAnAlias() {
        Calls.reset();
        published.isEntrant(lottery, new Alias(50, 0));
        assertThat(Calls.made()).as("the record, the chunk").containsExactly("DynamoDb.GetItem", "DynamoDb.GetItem");
        published.isEntrant(lottery, new Alias(40, 0));
        published.isEntrant(lottery, new Alias(61, 0));
        assertThat(Calls.made()).as("the same chunk").hasSize(2);
    }

    /** Nothing is told of it, and it is not kept: the record of the digest is told as soon as it is there again. */
    @Test
    void aRecordThatIsNotTheOneOfTheFreezeIsNotRead() {
        Lottery ofAnotherRecord = frozen(new byte[] {1});
        assertThatThrownBy(() -> published.isEntrant(ofAnotherRecord, new Alias(50, 0)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(published.isEntrant(lottery, new Alias(50, 0))).isTrue();
    }

    /** @param record whose digest the lottery has */
    private Lottery frozen(byte[] record) {
        return new Lottery(
                id,
                Lotteries.ROOM,
                LotteryState.FROZEN,
                "v",
                Lotteries.forLikes(),
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                "",
                Digests.sha256Hex(record),
                1L,
                null,
                0);
    }

    private String put(List<Alias> aliases) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        aliases.forEach(alias -> bytes.writeBytes(alias.toBytes()));
        String name = Digests.sha256Hex(bytes.toByteArray());
        put(LotteryItems.chunkKey(id, name), Map.of("bytes", Item.of(bytes.toByteArray())));
        return name;
    }

    private void put(Map<String, AttributeValue> key, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(key);
        item.putAll(attributes);
        world.putItem(LotteryItems.TABLE, item);
    }
}
