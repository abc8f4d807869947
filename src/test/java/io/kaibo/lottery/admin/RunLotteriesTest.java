package io.kaibo.lottery.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaibo.base.Digests;
import io.kaibo.http.Role;
import io.kaibo.lottery.AliasKey;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.draw.SeedCipher;
import io.kaibo.lottery.record.RecordBytes;
import io.kaibo.lottery.record.Rules;
import io.kaibo.person.LocalPersons;
import io.kaibo.room.Sync;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.Together;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Lotteries that are pushed to the anchor, started, and made void before their close. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class RunLotteriesTest {

    private static final String TYPE = "urn:kaibo:problem:";

    @Inject
    LotteryOperator operator;

    @Inject
    Http http;

    @Inject
    World world;

    @Inject
    Sync sync;

    @Inject
    RecordBytes records;

    @Inject
    SeedCipher seeds;

    @Inject
    AliasKey aliases;

    private String room;

    @BeforeEach
    void aRoomOnAir() {
        world.clean();
        room = operator.room(101);
    }

    @Test
    void theRulesOfAStartedLotteryAreWhatWasPlannedAndCommitTheSeedAndTheStaff() {
        http.call("PUT", "/admin/lotteries/staff")
                .asOperator()
                .json("{\"persons\":[\"" + LocalPersons.of("o-staff") + "\"]}")
                .send();
        JsonNode draft = operator.creates(room, "first-lottery").body();
        Instant before = world.clock().instant();
        Calls.reset();
        Http.Answer answer = operator.starts(draft);
        assertThat(answer.status()).isEqualTo(200);
        JsonNode running = answer.body();
        assertThat(running.path("state").asText()).isEqualTo("running");
        assertThat(running.path("version")).isEqualTo(draft.path("version"));
        assertThat(Calls.count("Sqs.SendMessage")).isEqualTo(1);
        assertThat(withoutEntrants(operator.finds(draft))).isEqualTo(running);

        LotteryId id = new LotteryId(draft.path("id").asText());
        byte[] bytes = world.item(LotteryItems.TABLE, LotteryItems.rulesKey(id))
                .get("bytes")
                .b()
                .asByteArray();
        assertThat(running.path("rulesDigest").asText()).isEqualTo(Digests.sha256Hex(bytes));
        Rules rules = records.readRules(bytes);
        assertThat(rules.opensAt())
                .isBetween(before.minusSeconds(1), world.clock().instant());
        assertThat(rules.closesAt()).isEqualTo(rules.opensAt().plusSeconds(600));
        assertThat(running.path("closesAt").asText()).isEqualTo(rules.closesAt().toString());
        assertThat(rules.title()).isEqualTo(draft.at("/plan/title").asText());
        assertThat(rules.staff().count()).isEqualTo(1);

        Map<String, AttributeValue> stored = world.item(LotteryItems.TABLE, LotteryItems.lotteryKey(id));
        byte[] cipher = stored.get("seed").b().asByteArray();
        byte[] seed = SetupCalls.call(() -> seeds.decrypt(id, cipher));
        assertThat(rules.commitment()).isEqualTo(Digests.sha256Hex(seed));
        assertThat(stored.get("dueAt").n())
                .as("its start is to be announced")
                .isEqualTo(Long.toString(rules.opensAt().toEpochMilli()));
        assertThat(world.item(
                                LotteryItems.TABLE,
                                LotteryItems.chunkKey(id, rules.staff().chunks().getFirst()))
                        .get("bytes")
                        .b()
                        .asByteArray())
                .isEqualTo(aliases.derive(id, LocalPersons.of("o-staff")).toBytes());
    }

    @Test
    void aStartThatIsSentAgainAnswersTheLotteryThatItStarted() {
        JsonNode draft = operator.creates(room, "first-lottery").body();
        JsonNode running = operator.starts(draft).body();
        world.clock().advance(Duration.ofSeconds(5));
        Http.Answer again = operator.starts(draft);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(running);
        assertConflict(operator.starts(((ObjectNode) draft.deepCopy()).put("version", "another")), "lottery-state");
    }

    @Test
    void ofTwoStartsAtOnceBothAnswerTheSameRules() throws Exception {
        JsonNode draft = operator.creates(room, "first-lottery").body();
        Callable<Http.Answer> start = () -> operator.starts(draft);
        List<Http.Answer> answers = Together.run(List.of(start, start, start, start));
        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(answers.stream().map(Http.Answer::body).distinct()).hasSize(1);
    }

    @Test
    void aSecondOneOfTheKindWaitsForTheCloseOfTheFirst() {
        JsonNode first = operator.creates(room, "first-lottery").body();
        JsonNode second = operator.creates(room, "second-lottery").body();
        ObjectNode plan = operator.plan().put("kind", "like");
        plan.remove("keyword");
        operator.starts(first);
        Http.Answer refused = operator.starts(second);
        assertConflict(refused, "lottery-running");
        assertThat(refused.body().path("lotteryId")).isEqualTo(first.path("id"));
        assertThat(operator.starts(operator.creates(room, "third-lottery", plan).body())
                        .status())
                .isEqualTo(200);
        world.clock().advance(Duration.ofSeconds(600));
        assertThat(operator.starts(second).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {102, 103, 104, 105, 106, 107})
    void onlyInARoomThatIsLive(int status) {
        JsonNode draft =
                operator.creates(operator.room(status), "first-lottery").body();
        Calls.reset();
        assertConflict(operator.starts(draft), "room-not-on-air");
        assertThat(Calls.writes()).isZero();
    }

    @Test
    void aCloseAfterThePlannedEndIsMeantOrRefused() {
        world.sandbox()
                .editRoom(
                        Long.parseLong(room.substring(3)),
                        Map.of(
                                "end_time",
                                world.clock().instant().plusSeconds(300).getEpochSecond()));
        sync.recent();
        JsonNode draft = operator.creates(room, "first-lottery").body();
        assertConflict(operator.starts(draft), "closes-after-room");
        assertThat(operator.finds(draft).body()).isEqualTo(draft);
        assertThat(operator.startsPastTheRoomsEnd(draft).status()).isEqualTo(200);
    }

    @Test
    void anAnchorStartsWhatIsPushedToThem() {
        JsonNode draft = operator.creates(room, "first-lottery").body();
        assertThat(operator.starts(draft, Role.ANCHOR).status()).isEqualTo(404);
        assertThat(operator.starts(draft, Role.AUDITOR).status()).isEqualTo(403);
        JsonNode ready = operator.pushes(draft).body();
        assertThat(ready.path("state").asText()).isEqualTo("ready");
        assertThat(operator.pushes(draft).body()).isEqualTo(ready);
        assertThat(operator.lists(room, Role.ANCHOR).body().path("lotteries")).containsExactly(ready);

        // a change makes it a draft again, which an anchor does not see
        JsonNode changed =
                operator.changes(ready, operator.plan().put("title", "another")).body();
        assertThat(changed.path("state").asText()).isEqualTo("draft");
        assertThat(operator.starts(ready, Role.ANCHOR).status()).isEqualTo(404);
        assertConflict(operator.pushes(ready), "lottery-changed");
        operator.pushes(changed);
        assertConflict(operator.starts(ready, Role.ANCHOR), "lottery-changed");
        assertThat(operator.starts(changed, Role.ANCHOR).status()).isEqualTo(200);
    }

    @Test
    void aStartedLotteryIsNotChangedPushedOrDeleted() {
        JsonNode draft = operator.creates(room, "first-lottery").body();
        JsonNode running = operator.starts(draft).body();
        assertConflict(operator.changes(draft, operator.plan().put("title", "another")), "lottery-state");
        assertConflict(operator.pushes(draft), "lottery-state");
        assertConflict(operator.deletes(draft), "lottery-state");
        assertThat(withoutEntrants(operator.finds(draft))).isEqualTo(running);
    }

    @Test
    void aLotteryIsMadeVoidBeforeItsCloseForAReasonThatStands() {
        JsonNode draft = operator.creates(room, "first-lottery").body();
        Http.Answer early = operator.makesVoid(draft, "too early");
        assertConflict(early, "lottery-state");
        assertThat(early.body().path("detail").asText()).endsWith("delete it.");
        operator.starts(draft);
        Calls.reset();
        JsonNode ended = operator.makesVoid(draft, "奖品写错了").body();
        assertThat(Calls.count("Sqs.SendMessage")).isEqualTo(1);
        assertThat(ended.path("state").asText()).isEqualTo("void");
        assertThat(ended.at("/voided/reason").asText()).isEqualTo("by-operator");
        assertThat(ended.at("/voided/words").asText()).isEqualTo("奖品写错了");
        assertThat(operator.makesVoid(draft, "another reason").body()).isEqualTo(ended);
        assertConflict(operator.starts(draft), "lottery-state");
        assertThat(world.item(
                        LotteryItems.TABLE,
                        LotteryItems.lotteryKey(new LotteryId(draft.path("id").asText()))))
                .as("its end is to be announced")
                .containsKeys("due", "dueAt");
        // its place is free
        assertThat(operator.starts(operator.creates(room, "second-lottery").body())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void afterTheCloseItIsNotMadeVoid() {
        JsonNode draft = operator.creates(room, "first-lottery").body();
        operator.starts(draft);
        world.clock().advance(Duration.ofSeconds(600));
        Http.Answer late = operator.makesVoid(draft, "too late");
        assertConflict(late, "lottery-state");
        assertThat(late.body().path("detail").asText()).contains("before its close alone");
        assertThat(operator.finds(draft).body().path("state").asText()).isEqualTo("running");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "/start,{},422,version",
                "/start,{'version':7},400,version",
                "/start,{'version':'1';'closesAfterRoom':'yes'},400,closesAfterRoom",
                "/start,{'version':'1';'seed':'00'},400,seed",
                "/ready,{'version':'a b'},422,version",
                "/void,{},422,words",
                "/void,{'words':' '},422,words",
                "/void,{'words':'🎁'},422,words",
                "/void,{'words':'x';'winner':'o-lin'},400,winner"
            })
    void whatIsNotUnderstoodChangesNothing(String what, String body, int status, String field) {
        JsonNode draft = operator.creates(room, "first-lottery").body();
        Calls.reset();
        Http.Answer answer = http.post(LotteryOperator.path(draft) + what)
                .asOperator()
                .json(body.replace('\'', '"').replace(';', ','))
                .send();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.field()).isEqualTo(field);
        assertThat(Calls.writes()).isZero();
    }

    private static JsonNode withoutEntrants(Http.Answer found) {
        return ((ObjectNode) found.body()).without("entrants");
    }

    private static void assertConflict(Http.Answer answer, String type) {
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("type").asText()).isEqualTo(TYPE + type);
    }
}
