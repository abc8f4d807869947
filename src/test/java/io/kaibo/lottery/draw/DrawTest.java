package io.kaibo.lottery.draw;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.aws.Item;
import io.kaibo.drand.DrandConfig;
import io.kaibo.drand.RoundSignature;
import io.kaibo.local.LocalLambda;
import io.kaibo.local.LocalPorts;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.LotteryStep;
import io.kaibo.lottery.RunningLotteries;
import io.kaibo.lottery.VoidReason;
import io.kaibo.lottery.WinDays;
import io.kaibo.lottery.record.ChunkTable;
import io.kaibo.lottery.record.Draw;
import io.kaibo.lottery.record.FrozenRecord;
import io.kaibo.lottery.record.RecordBytes;
import io.kaibo.lottery.record.RecordTable;
import io.kaibo.person.LocalPersons;
import io.kaibo.room.RoomId;
import io.kaibo.sandbox.DrandSandbox;
import io.kaibo.sandbox.Fault;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A lottery that runs is frozen, drawn and done, whatever its messages do. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class DrawTest {

    private static final RoomId ROOM = new RoomId("wx-7");
    private static final List<String> VIEWERS =
            IntStream.range(0, 20).mapToObj(i -> "o-viewer-" + i).toList();
    private static final int ROUNDS = 20;

    @Inject
    World world;

    @Inject
    RunningLotteries lotteries;

    @Inject
    Deliveries deliveries;

    @Inject
    DrandConfig drand;

    @Inject
    RecordTable recordTable;

    @Inject
    ChunkTable chunks;

    @Inject
    RecordBytes records;

    @Inject
    LocalLambda lambda;

    @Inject
    Http http;

    @Inject
    LocalPorts ports;

    private LotteryId id;

    @BeforeEach
    void start() {
        world.clean();
        deliveries.takeFailures();
        id = lotteries.start(ROOM, RunningLotteries.plan(3, 0, null), drand.currentChain());
        lotteries.enter(id, VIEWERS);
    }

    @Test
    void aLotteryIsDrawnOnceItsRoundIsOut() {
        drawn();
        Draw draw = recordTable.findDraw(id);
        FrozenRecord frozen = records.readFrozen(recordTable.findFrozen(id).bytes());
        assertThat(lotteries.find(id).state()).isEqualTo(LotteryState.DRAWN);
        assertThat(RoundSignature.verify(drand.currentChain(), frozen.round(), draw.signature()))
                .isPresent();
        assertThat(draw.aliases()).isEqualTo(rank(frozen, draw));
        assertThat(winners()).isEqualTo(draw.aliases().subList(0, 3));
        Map<String, AttributeValue> item = world.item("lotteries", LotteryItems.lotteryKey(id));
        assertThat(item).containsKey("due").doesNotContainKey("stepEnds");
        assertThat(item.get("dueAt").n())
                .as("when its prizes are passed on that are not claimed: after a week")
                .isEqualTo(Long.toString(new Item(item)
                        .instant("offeredSince")
                        .plusSeconds(604_800 + 35)
                        .toEpochMilli()));
    }

    /** DynamoDB removes what has expiresAt. What proves a draw is kept for two years at least: it has none. */
    @Test
    void whatProvesTheDrawHasNoEnd() {
        drawn();
        assertThat(world.items("lotteries"))
                .filteredOn(item -> !item.get("pk").s().contains("#E#"))
                .isNotEmpty()
                .noneMatch(item -> item.containsKey("expiresAt"))
                .extracting(item -> item.get("sk").s().replaceAll("#.*", ""))
                .contains("LOTTERY", "RULES", "C", "FROZEN", "DRAW", "WIN");
    }

    @Test
    void aWinIsKeptForTheLimitOfLaterLotteries() {
        drawn();
        for (int slot = 0; slot < 3; slot++) {
            Alias winner = recordTable.findDraw(id).aliases().get(slot);
            String openid = VIEWERS.stream()
                    .filter(viewer -> lotteries.alias(id, viewer).equals(winner))
                    .findFirst()
                    .orElseThrow();
            String day = WinDays.of(recordTable.findDraw(id).drawnAt());
            assertThat(world.item("lotteries", LotteryItems.winKey(day, LocalPersons.of(openid), id, slot)))
                    .isNotEmpty();
        }
    }

    @Test
    void fewerEntrantsThanPrizesAllWin() {
        id = lotteries.start(ROOM, RunningLotteries.plan(30, 0, null), drand.currentChain());
        lotteries.enter(id, VIEWERS);
        drawn();
        assertThat(winners()).hasSize(VIEWERS.size()).doesNotHaveDuplicates();
    }

    @Test
    void aLotteryWithoutEntrantsHasNoWinners() {
        id = lotteries.start(ROOM, RunningLotteries.plan(3, 0, null), drand.currentChain());
        drawn();
        assertThat(lotteries.find(id).state()).isEqualTo(LotteryState.DRAWN);
        assertThat(winners()).isEmpty();
    }

    @Test
    void aMessageBeforeItsTimeChangesNothing() {
        send();
        deliver();
        var before = items();
        send();
        deliver();
        assertThat(items()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void messagesThatComeTwiceAtOnceChangeNothing() {
        pass(RunningLotteries.UNTIL_FREEZE);
        send();
        send();
        deliveries.untilEmpty("lottery-draw", new Deliveries.How(3, 2), ROUNDS);
        byte[] frozen = recordTable.findFrozen(id).bytes();
        pass(Duration.ofSeconds(40));
        send();
        send();
        deliveries.untilEmpty("lottery-draw", new Deliveries.How(3, 2), ROUNDS);
        assertThat(recordTable.findFrozen(id).bytes()).isEqualTo(frozen);
        assertThat(winners()).isEqualTo(recordTable.findDraw(id).aliases().subList(0, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong-bytes", "wrong-round", "drop", "500"})
    void aMirrorThatIsWrongDelaysTheDraw(String wrong) {
        Fault fault = switch (wrong) {
            case "wrong-bytes" -> new Fault.WrongBytes();
            case "wrong-round" -> new Fault.WrongRound();
            case "drop" -> new Fault.DropBefore();
            default -> new Fault.Fail(500);
        };
        world.drand().fault(DrandSandbox.V1, fault, 0, 0);
        frozen();
        pass(Duration.ofSeconds(40));
        send();
        deliver();
        assertThat(lotteries.find(id).state()).isEqualTo(LotteryState.FROZEN);
        world.drand().clearFaults();
        pass(Duration.ofMinutes(1));
        sweep();
        deliver();
        assertThat(lotteries.find(id).state()).isEqualTo(LotteryState.DRAWN);
    }

    @Test
    void aRoundThatIsAwayForAnHourIsAskedForEverMoreRarely() {
        world.drand().fault(DrandSandbox.V1, new Fault.Fail(503), 0, 0);
        frozen();
        for (int minute = 0; minute < 60; minute++) {
            pass(Duration.ofMinutes(1));
            sweep();
            deliver();
        }
        assertThat(lotteries.find(id).state()).isEqualTo(LotteryState.FROZEN);
        assertThat(world.drand().calls().get(DrandSandbox.V1)).isBetween(5, 20);
        world.drand().clearFaults();
        pass(Duration.ofMinutes(16));
        sweep();
        deliver();
        assertThat(lotteries.find(id).state()).isEqualTo(LotteryState.DRAWN);
    }

    @Test
    void aRoundThatIsAwayForThirtyDaysMakesTheLotteryVoid() {
        world.drand().fault(DrandSandbox.V1, new Fault.Fail(503), 0, 0);
        frozen();
        pass(Duration.ofDays(31));
        sweep();
        deliver();
        Lottery lottery = lotteries.find(id);
        assertThat(lottery.state()).isEqualTo(LotteryState.VOID);
        assertThat(lottery.voided().reason()).isEqualTo(VoidReason.NO_ROUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RULES", "FROZEN"})
    void aRecordThatWasChangedInTheTableIsNotDrawn(String record) {
        frozen();
        Map<String, AttributeValue> changed = new HashMap<>(world.item("lotteries", "L#" + id, record));
        byte[] bytes = changed.get("bytes").b().asByteArray();
        bytes[bytes.length - 2] ^= 1;
        changed.put("bytes", Item.of(bytes));
        world.putItem("lotteries", changed);
        pass(Duration.ofSeconds(40));
        send();
        deliver();
        assertThat(lotteries.find(id).state()).isEqualTo(LotteryState.FROZEN);
        assertThat(world.item("lotteries", LotteryItems.drawKey(id))).isEmpty();
    }

    @Test
    void aLotteryThatCannotBeFrozenForThirtyDaysIsVoid() {
        pass(Duration.ofDays(31));
        send();
        deliver();
        assertThat(lotteries.find(id).voided().reason()).isEqualTo(VoidReason.NO_ROUND);
    }

    @Test
    void anOperatorHandsInTheRoundThatNoMirrorHas() throws Exception {
        world.drand().fault(DrandSandbox.V1, new Fault.Fail(503), 0, 0);
        assertThat(handIn(signature(1)).status()).isEqualTo(409);
        frozen();
        pass(Duration.ofSeconds(40));
        send();
        deliver();
        long round = lotteries.find(id).round();
        Http.Answer refused = handIn(signature(round - 1));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.field()).isEqualTo("signature");
        assertThat(handIn("ab").status()).isEqualTo(422);
        deliver();
        assertThat(lotteries.find(id).state()).isEqualTo(LotteryState.FROZEN);
        assertThat(handIn(signature(round)).status()).isEqualTo(200);
        deliver();
        assertThat(lotteries.find(id).state()).isEqualTo(LotteryState.DRAWN);
        assertThat(HexFormat.of().formatHex(recordTable.findDraw(id).signature()))
                .isEqualTo(signature(round));
        assertThat(handIn(signature(round - 1)).field()).isEqualTo("signature");
        assertThat(handIn(signature(round)).body().path("state").asText()).isEqualTo("drawn");
        assertThat(winners()).hasSize(3);
    }

    private Http.Answer handIn(String signature) {
        return http.call("PUT", "/admin/lotteries/" + id + "/round")
                .asOperator()
                .json("{\"signature\":\"" + signature + "\"}")
                .to("lottery-admin");
    }

    /** From the sandbox's other form, which goes on. */
    private String signature(long round) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI address = URI.create(ports.drand() + "/v2/beacons/quicknet/rounds/" + round);
            String body = client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            return world.tree(body).path("signature").asText();
        }
    }

    @Test
    void theSweepFindsWhatNoMessageBrought() {
        pass(RunningLotteries.UNTIL_FREEZE);
        assertThat(sweep()).isEqualTo(1);
        deliver();
        assertThat(lotteries.find(id).state()).isEqualTo(LotteryState.FROZEN);
        world.takeMessages(LotteryStep.QUEUE);
        pass(Duration.ofSeconds(40));
        assertThat(sweep()).isEqualTo(1);
        deliver();
        assertThat(lotteries.find(id).state()).isEqualTo(LotteryState.DRAWN);
        assertThat(sweep()).isZero();
    }

    /** Without the names of writers: a lease is taken and given back. */
    private List<Map<String, AttributeValue>> items() {
        return world.items("lotteries").stream()
                .map(item -> {
                    Map<String, AttributeValue> named = new HashMap<>(item);
                    named.keySet().removeIf(name -> name.startsWith("step"));
                    return named;
                })
                .toList();
    }

    private void frozen() {
        pass(RunningLotteries.UNTIL_FREEZE);
        send();
        deliver();
        assertThat(lotteries.find(id).state()).isEqualTo(LotteryState.FROZEN);
    }

    private void drawn() {
        frozen();
        pass(Duration.ofSeconds(40));
        send();
        deliver();
    }

    private void pass(Duration time) {
        world.clock().advance(time);
        world.drand().advance(time);
    }

    private void send() {
        world.sendMessage(LotteryStep.QUEUE, "{\"lottery\":\"" + id + "\"}");
    }

    private void deliver() {
        deliveries.untilEmpty("lottery-draw", Deliveries.How.ONCE, ROUNDS);
        assertThat(deliveries.takeFailures()).isZero();
    }

    private int sweep() {
        JsonNode swept = world.tree(new String(
                lambda.invoke("lottery-sweep", "{}".getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8));
        return swept.path("enqueued").asInt();
    }

    private List<Alias> winners() {
        return recordTable.findDraw(id).aliases().stream()
                .filter(alias -> world.item("lotteries", LotteryItems.winnerKey(id, alias))
                        .containsKey("slot"))
                .toList();
    }

    private List<Alias> rank(FrozenRecord frozen, Draw draw) {
        Ranking ranking = new Ranking(
                DrawKey.derive(
                        HexFormat.of().parseHex(frozen.seed()),
                        recordTable.findFrozen(id).bytes(),
                        draw.signature()),
                2_000);
        frozen.entries().chunks().forEach(name -> ranking.offerAll(chunks.find(id, name)));
        return ranking.ranks();
    }
}
