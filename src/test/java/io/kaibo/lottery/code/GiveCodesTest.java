package io.kaibo.lottery.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaibo.aws.Item;
import io.kaibo.http.Role;
import io.kaibo.lottery.Lotteries;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryKind;
import io.kaibo.lottery.LotteryPlan;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.Prize;
import io.kaibo.lottery.prize.PrizeCipher;
import io.kaibo.room.Sync;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.FaultSweep;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.Together;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Operators give the tiers of a lottery their codes; without them it does not start. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class GiveCodesTest {

    /** A tier that is sent, and two of codes. */
    private static final LotteryPlan PLAN = new LotteryPlan(
            "周年庆",
            LotteryKind.LIKE,
            null,
            List.of(
                    new Prize("一等奖", "茶壶", 1, 19_900, Prize.Redemption.ADDRESS),
                    new Prize("二等奖", "兑换码", 2, 1_900, Prize.Redemption.CODE),
                    new Prize("三等奖", "兑换码", 1, 900, Prize.Redemption.CODE)),
            300,
            604_800,
            3,
            0,
            null);

    @Inject
    Lotteries lotteries;

    @Inject
    PrizeCipher cipher;

    @Inject
    CodeTable table;

    @Inject
    Http http;

    @Inject
    Sync sync;

    @Inject
    World world;

    @Inject
    ObjectMapper json;

    private LotteryId id;

    @BeforeEach
    void create() {
        world.clean();
        id = lotteries.create(PLAN, LotteryState.DRAFT);
    }

    @AfterEach
    void reset() {
        Calls.reset();
    }

    @Test
    void codesAreKeptSealedAndNotAnswered() {
        for (Role role : List.of(Role.OPERATOR, Role.SHIPPING)) {
            Http.Answer given = give(role, 1, "v", "AB-1", "AB-2");
            assertThat(given.status()).isEqualTo(200);
            assertThat(given.body().toString()).isEqualTo("{\"tier\":1,\"version\":\"v\",\"count\":2,\"missing\":[2]}");
        }
        assertThat(give(2, "CD-1").body().path("missing")).isEmpty();
        assertThat(codes(1)).containsExactly("AB-1", "AB-2");
        assertThat(give(1, "AB-3", "AB-1").body().path("missing"))
                .as("given anew")
                .isEmpty();
        assertThat(codes(1)).containsExactly("AB-3", "AB-1");
        assertThat(world.items(LotteryItems.TABLE).toString()).doesNotContain("AB-1", "CD-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|422|codes|{\"version\":\"v\",\"codes\":[\"a\"]}",
                "1|422|codes|{\"version\":\"v\",\"codes\":[\"a\",\"b\",\"c\"]}",
                "1|422|codes|{\"version\":\"v\",\"codes\":[]}",
                "1|422|codes|{\"version\":\"v\"}",
                "1|422|codes[1]|{\"version\":\"v\",\"codes\":[\"a\",\"a\"]}",
                "1|422|codes[1]|{\"version\":\"v\",\"codes\":[\"a\",null]}",
                "1|422|codes[0]|{\"version\":\"v\",\"codes\":[\"a b\",\"c\"]}",
                "1|422|codes[0]|{\"version\":\"v\",\"codes\":[\"\",\"c\"]}",
                "1|422|codes[1]|{\"version\":\"v\",\"codes\":[\"a\",\"码\"]}",
                "1|422|codes[1]|{\"version\":\"v\",\"codes\":[\"a\",\"OF-THE-THIRD\"]}",
                "0|422|codes|{\"version\":\"v\",\"codes\":[\"a\"]}",
                "3|404|''|{\"version\":\"v\",\"codes\":[\"a\"]}",
                "1|409|''|{\"version\":\"w\",\"codes\":[\"a\",\"b\"]}",
                "1|400|more|{\"more\":1,\"version\":\"v\",\"codes\":[\"a\",\"b\"]}"
            })
    void codesThatAreNotOnesForTheTierAreRefused(int tier, int status, String field, String body) {
        give(2, "OF-THE-THIRD");
        Calls.reset();
        Http.Answer answer = put(Role.OPERATOR, tier, body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.field()).isEqualTo(field);
        assertThat(answer.body().toString()).doesNotContain("OF-THE-THIRD");
        assertThat(Calls.writes()).isZero();
    }

    @Test
    void aThousandLongCodesFit() throws JsonProcessingException {
        LotteryPlan big = plan(new Prize("一等奖", "兑换码", Prize.MOST, 1, Prize.Redemption.CODE));
        id = lotteries.create(big, LotteryState.DRAFT);
        List<String> codes = IntStream.range(0, Prize.MOST)
                .mapToObj(i -> "\\".repeat(60) + (1000 + i))
                .toList();
        assertThat(put(Role.OPERATOR, 0, body("v", codes)).status()).isEqualTo(200);
        assertThat(codes(0)).isEqualTo(codes);
    }

    @Test
    void aLotteryStartsWithAllItsCodesOnly() {
        world.sandbox().createRoom(Map.of("roomid", 70, "live_status", 101));
        sync.recent();
        assertMissing(1, 2);
        give(1, "AB-1", "AB-2");
        assertMissing(2);
        give(2, "CD-1");
        String changed = change();
        assertThat(start("v").body().path("type").asText()).endsWith(":lottery-changed");
        assertThat(start(changed).body().path("tiers").toString()).isEqualTo("[1,2]");
        assertThat(give(Role.OPERATOR, 2, changed, "CD-1")
                        .body()
                        .path("missing")
                        .toString())
                .isEqualTo("[1]");
        assertThat(start(changed).status()).isEqualTo(409);
        give(Role.OPERATOR, 1, changed, "AB-1", "AB-2");
        assertThat(start(changed).status()).isEqualTo(200);
        Http.Answer late = give(Role.OPERATOR, 1, changed, "AB-3", "AB-4");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body().path("type").asText()).endsWith(":lottery-state");
        assertThat(codes(1)).containsExactly("AB-1", "AB-2");
    }

    /** Each request has read the codes of the other's tier when the first of them writes. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoTiersDoNotGetTheSameCodeAtTheSameMoment(boolean kept) throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        AtomicInteger writes = new AtomicInteger();
        Calls.listen(call -> {
            if (call.equals("DynamoDb.TransactWriteItems") && writes.incrementAndGet() <= 2) {
                await(both);
            }
        });
        without(kept);
        List<Http.Answer> answers =
                Together.run(Stream.<Callable<Http.Answer>>of(() -> give(1, "SAME", "AB-2"), () -> give(2, "SAME"))
                        .toList());
        assertThat(answers)
                .extracting(Http.Answer::status)
                .containsExactlyInAnyOrderElementsOf(kept ? List.of(200, 422) : List.of(200, 200));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void codesOfAPlanThatIsGoneAreGoneAtOnceAndTheirItemsSoon(boolean deleted) {
        give(1, "AB-1", "AB-2");
        give(2, "CD-1");
        if (deleted) {
            world.putItem(LotteryItems.TABLE, count(1));
            assertThat(http.call("DELETE", "/admin/lotteries/" + id)
                            .asOperator()
                            .to("lottery-admin")
                            .status())
                    .isEqualTo(204);
        } else {
            change();
        }
        assertThat(world.items(LotteryItems.TABLE).stream()
                        .map(Item::new)
                        .filter(item -> item.text("sk").startsWith(LotteryItems.CODES)))
                .hasSize(2)
                .allSatisfy(item -> {
                    assertThat(item.attributes()).containsOnlyKeys("pk", "sk", "expiresAt");
                    assertThat(item.number("expiresAt"))
                            .isLessThanOrEqualTo(world.clock()
                                    .instant()
                                    .plus(Duration.ofDays(1))
                                    .getEpochSecond());
                });
    }

    @Test
    void codesThatAreGivenForTheNewPlanStay() {
        give(1, "AB-1", "AB-2");
        String changed = change();
        give(Role.OPERATOR, 1, changed, "AB-1", "AB-2");
        Item given = new Item(world.item(LotteryItems.TABLE, LotteryItems.codesKey(id, 1)));
        assertThat(given.has("expiresAt")).isFalse();
        assertThat(codes(1)).containsExactly("AB-1", "AB-2");
    }

    /** The lottery is started after its codes were compared and before they are written. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theCodesOfALotteryThatWasStartedStay(boolean kept) {
        give(1, "AB-1", "AB-2");
        Calls.reset();
        CodeTable.Known known = SetupCalls.call(() -> table.find(id, "v", 1));
        lotteries.start(id, PLAN);
        without(kept);
        assertThat(table.give(known, 1, new CodeTable.Sealed(new byte[1], List.of())))
                .isEqualTo(!kept);
        assertThat(new Item(world.item(LotteryItems.TABLE, LotteryItems.codesKey(id, 1))).bytes("sealed").length == 1)
                .isEqualTo(!kept);
    }

    @Test
    void noFaultLeavesATierWithHalfItsCodes() throws Exception {
        FaultSweep.Report report = FaultSweep.over("giving codes", new FaultSweep.Flow() {
            @Override
            public void prepare() {
                create();
                // the function opens its connections now, and not within the flow
                give(Role.OPERATOR, 1, "another", "AB-1", "AB-2");
            }

            @Override
            public List<FaultSweep.Invocation> events() {
                return List.of(() -> give(1, "AB-1", "AB-2"), () -> give(2, "CD-1"));
            }

            @Override
            public void settle() {
                assertThat(give(1, "AB-1", "AB-2").status()).isEqualTo(200);
                assertThat(give(2, "CD-1").body().path("missing")).isEmpty();
            }

            @Override
            public void check(Calls.Fault fault, String call) {
                assertThat(codes(1)).containsExactly("AB-1", "AB-2");
                assertThat(codes(2)).containsExactly("CD-1");
                assertThat(new Item(world.item(LotteryItems.TABLE, LotteryItems.lotteryKey(id))).text("codeTiers"))
                        .isEqualTo("1,2");
            }
        });
        assertThat(report.broken()).isEmpty();
        assertThat(report.calls())
                .as("of each tier the audit twice, the lottery twice, the data key, the codes, the write")
                .isEqualTo(2 * 7);
    }

    /** How many lotteries the room has. */
    private static Map<String, AttributeValue> count(int n) {
        Map<String, AttributeValue> item = new HashMap<>(LotteryItems.countKey(Lotteries.ROOM));
        item.put("n", Item.of(n));
        return item;
    }

    private void assertMissing(Integer... tiers) {
        var before = world.item(LotteryItems.TABLE, LotteryItems.lotteryKey(id));
        Http.Answer answer = start("v");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("type").asText()).isEqualTo("urn:kaibo:problem:codes-missing");
        List<Integer> missing = new ArrayList<>();
        answer.body().path("tiers").forEach(tier -> missing.add(tier.asInt()));
        assertThat(missing).containsExactly(tiers);
        assertThat(world.item(LotteryItems.TABLE, LotteryItems.lotteryKey(id))).isEqualTo(before);
        assertThat(world.item(LotteryItems.TABLE, LotteryItems.rulesKey(id))).isEmpty();
    }

    private Http.Answer start(String version) {
        return http.post("/admin/lotteries/" + id + "/start")
                .asOperator()
                .json("{\"version\":\"" + version + "\",\"closesAfterRoom\":true}")
                .to("lottery-admin");
    }

    /** The version after it. */
    private String change() {
        JsonNode body = json.createObjectNode()
                .put("version", "v")
                .set("plan", json.valueToTree(plan(PLAN.prizes().toArray(Prize[]::new))));
        return http.call("PUT", "/admin/lotteries/" + id)
                .asOperator()
                .json(body.toString())
                .to("lottery-admin")
                .body()
                .path("version")
                .asText();
    }

    private static LotteryPlan plan(Prize... prizes) {
        return new LotteryPlan("新的", LotteryKind.LIKE, null, List.of(prizes), 300, 604_800, 3, 0, null);
    }

    private Http.Answer give(int tier, String... codes) {
        return give(Role.OPERATOR, tier, "v", codes);
    }

    private Http.Answer give(Role role, int tier, String version, String... codes) {
        return put(role, tier, body(version, List.of(codes)));
    }

    private String body(String version, List<String> codes) {
        try {
            return json.writeValueAsString(Map.of("version", version, "codes", codes));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Http.Answer put(Role role, int tier, String body) {
        return http.call("PUT", "/admin/lotteries/" + id + "/prizes/" + tier + "/codes")
                .as(role)
                .json(body)
                .to("lottery-admin");
    }

    private List<String> codes(int tier) {
        return SetupCalls.call(() -> cipher.openCodes(id, tier, table.findSealed(id, tier)));
    }

    private static void without(boolean kept) {
        if (!kept) {
            Calls.rewrite(Conditions.stripping(CodeTable.SEEN_TO_GIVE));
        }
    }

    private static void await(CyclicBarrier both) {
        try {
            both.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the other request does not come", e);
        }
    }
}
