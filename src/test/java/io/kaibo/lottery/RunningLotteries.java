package io.kaibo.lottery;

import io.kaibo.aws.Item;
import io.kaibo.aws.NewItem;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.base.Digests;
import io.kaibo.drand.DrandChain;
import io.kaibo.lottery.draw.SeedCipher;
import io.kaibo.lottery.record.AliasChunks;
import io.kaibo.lottery.record.AliasList;
import io.kaibo.lottery.record.ChunkTable;
import io.kaibo.lottery.record.RecordBytes;
import io.kaibo.lottery.record.Rules;
import io.kaibo.person.LocalPersons;
import io.kaibo.person.Person;
import io.kaibo.room.RoomId;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Puts lotteries that run into the table, as their start does, and entries, as viewers do. */
@Singleton
public class RunningLotteries {

    /** From the start to the close. */
    public static final Duration COUNTDOWN = Duration.ofMinutes(5);

    /** From the start until a lottery may be frozen. */
    public static final Duration UNTIL_FREEZE = COUNTDOWN.plusSeconds(15);

    private final Table table;
    private final LotteryMapping mapping;
    private final RecordBytes records;
    private final ChunkTable chunks;
    private final SeedCipher seeds;
    private final AliasKey aliasKey;
    private final LotteryTable lotteries;
    private final LotteryConfig config;
    private final World world;
    private final SecureRandom random = new SecureRandom();

    RunningLotteries(
            Tables tables,
            LotteryMapping mapping,
            RecordBytes records,
            ChunkTable chunks,
            SeedCipher seeds,
            AliasKey aliasKey,
            LotteryTable lotteries,
            LotteryConfig config,
            World world) {
        this.table = tables.open(LotteryItems.TABLE);
        this.mapping = mapping;
        this.records = records;
        this.chunks = chunks;
        this.seeds = seeds;
        this.aliasKey = aliasKey;
        this.lotteries = lotteries;
        this.config = config;
        this.world = world;
    }

    /** A plan for likes, with prizes of one tier. */
    public static LotteryPlan plan(int prizes, int minimum, WinLimit limit) {
        return new LotteryPlan(
                "周年庆",
                LotteryKind.LIKE,
                null,
                List.of(new Prize("一等奖", "茶壶", prizes, 19900, Prize.Redemption.ADDRESS)),
                (int) COUNTDOWN.toSeconds(),
                604_800,
                3,
                minimum,
                limit);
    }

    /** Starts a lottery now in a room. */
    public LotteryId start(RoomId room, LotteryPlan plan, DrandChain chain, String... staff) {
        return SetupCalls.call(() -> put(room, plan, chain, List.of(staff)));
    }

    private LotteryId put(RoomId room, LotteryPlan plan, DrandChain chain, List<String> staff) {
        LotteryId id = LotteryId.random(random);
        byte[] seed = new byte[32];
        random.nextBytes(seed);
        Instant opensAt = world.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        Instant closesAt = opensAt.plus(COUNTDOWN);
        byte[] rules = records.write(Rules.of(
                id,
                room,
                plan,
                new Rules.Times(opensAt, closesAt),
                new Rules.Commitments(
                        putStaff(id, staff),
                        Rules.Chain.of(chain),
                        (int) config.gap().toSeconds(),
                        Digests.sha256Hex(seed))));
        table.put(new NewItem(LotteryItems.rulesKey(id)).with("bytes", rules));
        table.put(new NewItem(LotteryItems.lotteryKey(id))
                .with("id", id.value())
                .with("room", room.value())
                .with("state", LotteryState.RUNNING)
                .with("version", "v")
                .with("plan", mapping.write(plan))
                .with("createdAt", opensAt)
                .with("opensAt", opensAt)
                .with("closesAt", closesAt)
                .with("seed", seeds.encrypt(id, seed))
                .with("rulesDigest", Digests.sha256Hex(rules))
                .with("due", LotteryItems.DUE)
                .with("dueAt", opensAt));
        return id;
    }

    private AliasList putStaff(LotteryId id, List<String> staff) {
        AliasChunks list = new AliasChunks(chunk -> chunks.put(id, chunk));
        aliases(id, staff.stream()).forEach(list::add);
        return list.finish();
    }

    private Stream<Alias> aliases(LotteryId id, Stream<String> openids) {
        return openids.map(openid -> alias(id, openid)).sorted();
    }

    public Alias alias(LotteryId id, Person person) {
        return aliasKey.derive(id, person);
    }

    public Alias alias(LotteryId id, String openid) {
        return aliasKey.derive(id, LocalPersons.of(openid));
    }

    /** Puts an entry of each viewer, as {@code lottery-api} does before it looks at the gate. */
    public void enter(LotteryId id, List<String> openids) {
        enter(id, openids, null);
    }

    /** @param templateId the template of which each of them accepted a message; null if none */
    public void enter(LotteryId id, List<String> openids, @Nullable String templateId) {
        world.putItems(
                LotteryItems.TABLE,
                openids.stream().map(openid -> entry(id, openid, templateId)).toList());
    }

    private Map<String, AttributeValue> entry(LotteryId id, String openid, @Nullable String templateId) {
        Map<String, AttributeValue> item = new HashMap<>(LotteryItems.entryKey(id, alias(id, openid)));
        item.put("person", Item.of(LocalPersons.of(openid).value()));
        item.put("at", Item.of(world.clock().instant()));
        if (templateId != null) {
            item.put("templateId", Item.of(templateId));
        }
        return item;
    }

    /** The lottery as it is now. */
    public Lottery find(LotteryId id) {
        return SetupCalls.call(() -> lotteries.find(id).orElseThrow());
    }
}
