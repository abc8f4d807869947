package io.kaibo.lottery;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Delete;
import io.kaibo.aws.Item;
import io.kaibo.aws.NewItem;
import io.kaibo.aws.Query;
import io.kaibo.aws.Secrets;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.base.Digests;
import io.kaibo.http.Viewer;
import io.kaibo.http.ViewerTokens;
import io.kaibo.local.LocalSecrets;
import io.kaibo.lottery.draw.DrawKey;
import io.kaibo.lottery.draw.Ranking;
import io.kaibo.lottery.record.AliasChunks;
import io.kaibo.lottery.record.AliasList;
import io.kaibo.lottery.record.FrozenRecord;
import io.kaibo.lottery.record.RecordBytes;
import io.kaibo.lottery.record.Rules;
import io.kaibo.lottery.template.PrizeField;
import io.kaibo.lottery.template.PrizeSource;
import io.kaibo.lottery.template.ResultTemplate;
import io.kaibo.lottery.template.ResultTemplateTable;
import io.kaibo.person.LocalPersons;
import io.kaibo.room.RoomId;
import io.kaibo.testing.Http;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lotteries in the table in each state: their records, chunks and draws are made by the classes of the product. */
@Singleton
public class Lotteries {

    public static final RoomId ROOM = new RoomId("wx-70");

    private static final AliasKey ALIAS_KEY = new AliasKey(new Secrets(Map.of("alias-key", LocalSecrets.ALIAS_KEY)));
    private static final byte[] SEED = Digests.sha256(new byte[] {1});
    private static final byte[] SIGNATURE = new byte[48];
    private static final long ROUND = 32_398_885;
    private static final int RANKS = 2_000;
    private static final Duration TEMPLATES_KNOWN = Duration.ofSeconds(4);
    private static final Rules.Chain CHAIN = new Rules.Chain("52db", "83cf", 1_692_803_367, 3);

    private final World world;
    private final Http http;
    private final ViewerTokens tokens;
    private final LotteryMapping mapping;
    private final RecordBytes records;
    private final ResultTemplateTable templates;
    private final Table lotteries;
    private final SecureRandom random = new SecureRandom();

    Lotteries(
            World world,
            Http http,
            ViewerTokens tokens,
            LotteryMapping mapping,
            RecordBytes records,
            ResultTemplateTable templates,
            Tables tables) {
        this.world = world;
        this.http = http;
        this.tokens = tokens;
        this.mapping = mapping;
        this.records = records;
        this.templates = templates;
        this.lotteries = tables.open(LotteryItems.TABLE);
    }

    /** Viewers can accept messages of these templates, by every function. */
    public void putTemplates(String... ids) {
        SetupCalls.run(() -> Stream.of(ids)
                .forEach(id -> templates.put(new ResultTemplate(
                        id,
                        "pages/lottery?id={lotteryId}",
                        Map.of("thing1", new PrizeSource(PrizeField.NAME, null))))));
        world.clock().advance(TEMPLATES_KNOWN);
    }

    /** For comments with this keyword, or with any text if it is null. */
    public static LotteryPlan forComments(@Nullable String keyword) {
        return plan(LotteryKind.COMMENT, keyword);
    }

    public static LotteryPlan forLikes() {
        return plan(LotteryKind.LIKE, null);
    }

    /** One first prize and two second prizes, five minutes. */
    private static LotteryPlan plan(LotteryKind kind, @Nullable String keyword) {
        return new LotteryPlan(
                "周年庆",
                kind,
                keyword,
                List.of(
                        new Prize("一等奖", "茶壶", 1, 19_900, Prize.Redemption.ADDRESS),
                        new Prize("二等奖", "茶杯", 2, 1_900, Prize.Redemption.CODE)),
                300,
                604_800,
                3,
                0,
                new WinLimit(1, 30));
    }

    public LotteryId create(LotteryPlan plan, LotteryState state) {
        LotteryId id = LotteryId.random(random);
        SetupCalls.run(() -> lotteries.put(lottery(id, plan).with("state", state)));
        return id;
    }

    public LotteryId start(LotteryPlan plan, String... staff) {
        LotteryId id = LotteryId.random(random);
        start(id, plan, staff);
        return id;
    }

    /** @param staff the openids of those who cannot take part */
    public void start(LotteryId id, LotteryPlan plan, String... staff) {
        Instant opensAt = world.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        Instant closesAt = opensAt.plusSeconds(plan.countdownSeconds());
        SetupCalls.run(() -> {
            AliasList aliases = cut(id, Stream.of(staff).map(openid -> alias(id, openid)), new ByteArrayOutputStream());
            byte[] rules = records.write(Rules.of(
                    id,
                    ROOM,
                    plan,
                    new Rules.Times(opensAt, closesAt),
                    new Rules.Commitments(aliases, CHAIN, 30, Digests.sha256Hex(SEED))));
            lotteries.put(new NewItem(LotteryItems.rulesKey(id)).with("bytes", rules));
            lotteries.put(lottery(id, plan)
                    .with("state", LotteryState.RUNNING)
                    .with("opensAt", opensAt)
                    .with("closesAt", closesAt)
                    .with("rulesDigest", Digests.sha256Hex(rules)));
        });
    }

    private NewItem lottery(LotteryId id, LotteryPlan plan) {
        return new NewItem(LotteryItems.lotteryKey(id))
                .with("id", id.value())
                .with("room", ROOM.value())
                .with("version", "v")
                .with("plan", mapping.write(plan))
                .with("createdAt", world.clock().instant());
    }

    /** @param leftOut the openids of those who have won too often */
    public FrozenRecord freeze(LotteryId id, String... leftOut) {
        return SetupCalls.call(() -> freeze(id, IntStream.range(0, LotteryItems.SHARDS), leftOut));
    }

    /** Freezes as if there were no other shards, whatever the time is. */
    public FrozenRecord freeze(LotteryId id, IntStream shards, String... leftOut) {
        List<Integer> all = shards.boxed().toList();
        all.forEach(shard -> lotteries.put(closedGate(id, shard)));
        Set<Alias> out = Stream.of(leftOut).map(openid -> alias(id, openid)).collect(Collectors.toSet());
        List<Alias> entered =
                all.stream().flatMap(shard -> readEntries(id, shard).stream()).toList();
        ByteArrayOutputStream starts = new ByteArrayOutputStream();
        FrozenRecord frozen = new FrozenRecord(
                FrozenRecord.FORMAT,
                id,
                Digests.sha256Hex(rules(id)),
                cut(id, entered.stream().filter(alias -> !out.contains(alias)), starts),
                cut(id, entered.stream().filter(out::contains), new ByteArrayOutputStream()),
                records.readRules(rules(id)).staff(),
                world.clock().instant().truncatedTo(ChronoUnit.SECONDS),
                HexFormat.of().formatHex(SEED),
                ROUND);
        byte[] bytes = records.write(frozen);
        lotteries.put(
                new NewItem(LotteryItems.frozenKey(id)).with("bytes", bytes).with("starts", starts.toByteArray()));
        lotteries.update(
                LotteryItems.lotteryKey(id),
                Update.set("#state = :frozen, frozenDigest = :digest, round = :round")
                        .named("#state", "state")
                        .with(":frozen", LotteryState.FROZEN)
                        .with(":digest", Digests.sha256Hex(bytes))
                        .with(":round", ROUND));
        return frozen;
    }

    public void closeGates(LotteryId id) {
        SetupCalls.run(
                () -> IntStream.range(0, LotteryItems.SHARDS).forEach(shard -> lotteries.put(closedGate(id, shard))));
    }

    private NewItem closedGate(LotteryId id, int shard) {
        return new NewItem(LotteryItems.gateKey(id, shard))
                .with("closedAt", world.clock().instant());
    }

    /** The entries of a shard, after every write that is done. */
    public List<Alias> readEntries(LotteryId id, int shard) {
        return lotteries
                .query(Query.by("pk = :shard AND sk > :gate")
                        .with(":shard", LotteryItems.shard(id, shard))
                        .with(":gate", LotteryItems.GATE)
                        .consistently())
                .map(item -> Alias.ofHex(item.text("sk")))
                .toList();
    }

    /** Of a lottery that is frozen. */
    public List<Alias> draw(LotteryId id) {
        return SetupCalls.call(() -> {
            byte[] frozen = lotteries
                    .find(LotteryItems.frozenKey(id))
                    .map(item -> item.bytes("bytes"))
                    .orElseThrow();
            Ranking ranking = new Ranking(DrawKey.derive(SEED, frozen, SIGNATURE), RANKS);
            records.readFrozen(frozen)
                    .entries()
                    .chunks()
                    .forEach(chunk -> ranking.offerAll(lotteries
                            .find(LotteryItems.chunkKey(id, chunk))
                            .map(item -> item.bytes("bytes"))
                            .orElseThrow()));
            ByteArrayOutputStream ranks = new ByteArrayOutputStream();
            ranking.ranks().forEach(alias -> ranks.writeBytes(alias.toBytes()));
            lotteries.put(new NewItem(LotteryItems.drawKey(id))
                    .with("round", ROUND)
                    .with("signature", SIGNATURE)
                    .with("ranks", ranks.toByteArray())
                    .with("drawnAt", world.clock().instant()));
            lotteries.update(
                    LotteryItems.lotteryKey(id),
                    Update.set("#state = :drawn").named("#state", "state").with(":drawn", LotteryState.DRAWN));
            return ranking.ranks();
        });
    }

    public void voidBecause(LotteryId id, VoidReason reason) {
        SetupCalls.run(() -> lotteries.update(
                LotteryItems.lotteryKey(id),
                Update.set("#state = :void, voidReason = :reason, voidedAt = :now, words = :words")
                        .named("#state", "state")
                        .with(":void", LotteryState.VOID)
                        .with(":reason", reason)
                        .with(":now", world.clock().instant())
                        .with(":words", "停电了")));
    }

    private byte[] rules(LotteryId id) {
        return lotteries
                .find(LotteryItems.rulesKey(id))
                .map(item -> item.bytes("bytes"))
                .orElseThrow();
    }

    private AliasList cut(LotteryId id, Stream<Alias> aliases, ByteArrayOutputStream starts) {
        AliasChunks chunks = new AliasChunks(chunk -> {
            starts.writeBytes(Arrays.copyOf(chunk.bytes(), Alias.BYTES));
            lotteries.put(new NewItem(LotteryItems.chunkKey(id, chunk.sha256())).with("bytes", chunk.bytes()));
        });
        aliases.sorted().forEach(chunks::add);
        return chunks.finish();
    }

    /** The item of an entry; empty if there is none. */
    public Item entry(LotteryId id, String openid) {
        return new Item(world.item(LotteryItems.TABLE, LotteryItems.entryKey(id, alias(id, openid))));
    }

    /** DynamoDB removes an entry, as it does some time after the close. */
    public void expire(LotteryId id, String openid) {
        SetupCalls.run(() -> lotteries.delete(
                LotteryItems.entryKey(id, alias(id, openid)),
                Delete.onlyIf(new Condition("enteredBy = :writer", "enteredBy"))));
    }

    public static Alias alias(LotteryId id, String openid) {
        return ALIAS_KEY.derive(id, LocalPersons.of(openid));
    }

    public static int shardOf(LotteryId id, String openid) {
        return LotteryItems.shardOf(alias(id, openid));
    }

    public Http.Answer enter(LotteryId id, String openid, String body) {
        return as(openid, "POST", "/lotteries/" + id + "/entries").json(body).to("lottery-api");
    }

    public Http.Answer mine(LotteryId id, String openid) {
        return as(openid, "GET", "/lotteries/" + id + "/me").to("lottery-api");
    }

    public Http.Answer get(LotteryId id, String rest) {
        return http.get("/lotteries/" + id + rest).to("lottery-api");
    }

    public Http.Call as(String openid, String method, String path) {
        return http.call(method, path)
                .bearer(tokens.issue(new Viewer(LocalPersons.of(openid))).token());
    }
}
