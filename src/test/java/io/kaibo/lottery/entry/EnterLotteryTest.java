package io.kaibo.lottery.entry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lotteries;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryPlan;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.VoidReason;
import io.kaibo.lottery.record.FrozenRecord;
import io.kaibo.person.LocalPersons;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Output;
import io.kaibo.testing.Together;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A viewer enters a lottery: while it is open, too late, and while it is frozen. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class EnterLotteryTest {

    private static final LotteryPlan ANY_COMMENT = Lotteries.forComments(null);
    private static final String PROBLEM = "urn:kaibo:problem:";

    @Inject
    Lotteries lotteries;

    @Inject
    World world;

    @BeforeEach
    void clean() {
        world.clean();
        lotteries.putTemplates("t", "other");
    }

    @Test
    void aViewerEntersWithTheKeywordAndTheTextIsNotKept() {
        LotteryId id = lotteries.start(Lotteries.forComments("开播"));
        Http.Answer answer = lotteries.enter(id, "o-1", "{\"text\":\"开 播 大吉\",\"templateId\":\"t\"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("cache-control", "no-store");
        assertThat(answer.body().path("alias").asText())
                .isEqualTo(Lotteries.alias(id, "o-1").text());
        var entry = lotteries.entry(id, "o-1");
        assertThat(answer.body().path("enteredAt").asText())
                .isEqualTo(entry.instant("at").toString());
        assertThat(entry.attributes().keySet())
                .containsExactlyInAnyOrder("pk", "sk", "at", "person", "templateId", "expiresAt", "enteredBy");
        assertThat(entry.text("person")).isEqualTo(LocalPersons.of("o-1").value());
        assertThat(entry.text("templateId")).isEqualTo("t");
        Duration lastDeadline = Duration.ofSeconds(4 * 604_800); // three passes
        assertThat(Duration.ofSeconds(
                        entry.number("expiresAt") - entry.instant("at").getEpochSecond()))
                .isBetween(
                        EntryTable.KEPT.plus(lastDeadline),
                        EntryTable.KEPT.plus(lastDeadline).plusSeconds(300));
    }

    @Test
    void enteringAgainChangesNothingAndIsAnsweredTheSame() {
        LotteryId id = lotteries.start(ANY_COMMENT);
        Http.Answer first = lotteries.enter(id, "o-1", "{\"templateId\":\"t\"}");
        var items = world.items(LotteryItems.TABLE);
        Http.Answer second = lotteries.enter(id, "o-1", "{\"templateId\":\"other\"}");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(world.items(LotteryItems.TABLE)).containsExactlyInAnyOrderElementsOf(items);
    }

    @Test
    void withoutItsConditionEnteringAgainWouldChangeTheEntry() {
        LotteryId id = lotteries.start(ANY_COMMENT);
        lotteries.enter(id, "o-1", "{\"templateId\":\"t\"}");
        Calls.rewrite(Conditions.stripping(EntryTable.ABSENT));
        lotteries.enter(id, "o-1", "{\"templateId\":\"other\"}");
        assertThat(lotteries.entry(id, "o-1").text("templateId")).isEqualTo("other");
    }

    @Test
    void ofManyTriesAtTheSameMomentOneEntryAPersonStands() throws Exception {
        LotteryId id = lotteries.start(ANY_COMMENT);
        List<String> people = IntStream.range(0, 8).mapToObj(i -> "o-" + i).toList();
        List<Callable<JsonNode>> tries = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            people.forEach(openid -> tries.add(() -> {
                Http.Answer answer = lotteries.enter(id, openid, "{}");
                assertThat(answer.status()).isEqualTo(200);
                return answer.body();
            }));
        }
        List<JsonNode> answers = Together.run(tries);
        assertThat(answers.stream().distinct()).hasSize(people.size());
        assertThat(lotteries.freeze(id).entries().count()).isEqualTo(people.size());
        assertThat(world.items(LotteryItems.TABLE).stream().filter(item -> item.containsKey("person")))
                .hasSize(people.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"text\":\"播开\"}", "{\"text\":\"\"}", "{\"text\":null}", "{}"})
    void aCommentWithoutTheKeywordEntersNothing(String body) {
        LotteryId id = lotteries.start(Lotteries.forComments("开播"));
        Calls.reset();
        Http.Answer answer = lotteries.enter(id, "o-1", body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.field()).isEqualTo("text");
        assertThat(Calls.writes()).isZero();
    }

    @Test
    void likesHaveNoText() {
        LotteryId id = lotteries.start(Lotteries.forLikes());
        Calls.reset();
        Http.Answer answer = lotteries.enter(id, "o-1", "{\"text\":\"赞\"}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.field()).isEqualTo("text");
        assertThat(Calls.writes()).isZero();
        assertThat(lotteries.enter(id, "o-1", "{}").status()).isEqualTo(200);
    }

    @Test
    void afterTheCloseAnEntryIsAnsweredAndNothingIsWritten() {
        LotteryId id = lotteries.start(ANY_COMMENT);
        Http.Answer entered = lotteries.enter(id, "o-1", "{}");
        pass(Duration.ofMinutes(5));
        Calls.reset();
        assertThat(lotteries.enter(id, "o-1", "{}").body()).isEqualTo(entered.body());
        assertClosed(lotteries.enter(id, "o-2", "{}"), "running");
        assertThat(Calls.writes()).isZero();
    }

    @Test
    void theLastMomentBeforeTheCloseIsInTime() {
        world.clock().stop();
        LotteryId id = lotteries.start(ANY_COMMENT);
        var closesAt =
                Instant.parse(lotteries.get(id, "").body().path("closesAt").asText());
        world.clock()
                .advance(Duration.between(world.clock().instant(), closesAt).minusMillis(1));
        assertThat(lotteries.enter(id, "o-1", "{}").status()).isEqualTo(200);
        world.clock().advance(Duration.ofMillis(1));
        assertClosed(lotteries.enter(id, "o-2", "{}"), "running");
    }

    @Test
    void whileTheEntriesAreFrozenItIsNotKnownAndAfterThatTheRecordDecides() {
        LotteryId id = lotteries.start(ANY_COMMENT);
        world.clock().stop();
        Http.Answer entered = lotteries.enter(id, "o-in", "{}");
        lotteries.enter(id, "o-won-before", "{}");
        FrozenRecord frozen = lotteries.freeze(id, "o-won-before");
        assertThat(frozen.leftOut().count()).isEqualTo(1);
        // this instance knows the lottery as it was before the freeze
        for (String openid : List.of("o-in", "o-late")) {
            Http.Answer answer = lotteries.enter(id, openid, "{}");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body().path("type").asText()).isEqualTo(PROBLEM + "entry-unknown");
            assertThat(answer.headers()).containsEntry("retry-after", "5");
            assertThat(lotteries.mine(id, openid).status()).isEqualTo(503);
        }
        pass(Duration.ofSeconds(2));
        Calls.reset();
        Http.Answer in = lotteries.enter(id, "o-in", "{}");
        assertThat(in.status()).isEqualTo(200);
        assertThat(in.body()).isEqualTo(entered.body());
        Http.Answer leftOut = lotteries.enter(id, "o-won-before", "{}");
        assertThat(leftOut.status()).isEqualTo(200);
        assertThat(leftOut.body().path("leftOut").asBoolean()).isTrue();
        assertClosed(lotteries.enter(id, "o-late", "{}"), "frozen");
        assertThat(Calls.writes()).isZero();
        lotteries.draw(id);
        pass(Duration.ofSeconds(2));
        assertThat(lotteries.enter(id, "o-in", "{}").body()).isEqualTo(entered.body());
        assertClosed(lotteries.enter(id, "o-late", "{}"), "drawn");
    }

    @Test
    void whenAnEntryIsNoLongerKeptTheFrozenListsStillAnswer() {
        LotteryId id = lotteries.start(ANY_COMMENT);
        lotteries.enter(id, "o-in", "{}");
        lotteries.enter(id, "o-won-before", "{}");
        lotteries.freeze(id, "o-won-before");
        lotteries.expire(id, "o-in");
        lotteries.expire(id, "o-won-before");
        pass(EntryTable.KEPT.plusMinutes(5));
        for (String openid : List.of("o-in", "o-won-before")) {
            assertThat(lotteries.entry(id, openid).attributes()).isEmpty();
            Http.Answer answer = lotteries.enter(id, openid, "{}");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().has("enteredAt")).isFalse();
            assertThat(answer.body().has("leftOut")).isEqualTo(openid.equals("o-won-before"));
            assertThat(lotteries.mine(id, openid).body().path("entered").asBoolean())
                    .isTrue();
        }
    }

    /** Also if its freeze began, and found that the room was over: then the gates stay closed, and there is no frozen record. */
    @ParameterizedTest
    @EnumSource(names = {"BY_OPERATOR", "ROOM_OVER"})
    void inALotteryThatIsVoidNoEntryCounts(VoidReason reason) {
        LotteryId id = lotteries.start(ANY_COMMENT);
        world.clock().stop();
        lotteries.enter(id, "o-1", "{}");
        if (reason == VoidReason.ROOM_OVER) {
            lotteries.closeGates(id);
        }
        lotteries.voidBecause(id, reason);
        // this instance knows the lottery as it was before
        assertThat(lotteries.enter(id, "o-2", "{}").status()).isEqualTo(reason == VoidReason.BY_OPERATOR ? 200 : 503);
        pass(Duration.ofSeconds(2));
        Calls.reset();
        for (String openid : List.of("o-1", "o-2", "o-3")) {
            assertClosed(lotteries.enter(id, openid, "{}"), "void");
            JsonNode mine = lotteries.mine(id, openid).body();
            assertThat(mine.path("entered").asBoolean()).isFalse();
            assertThat(mine.has("enteredAt")).isFalse();
        }
        assertThat(Calls.writes()).isZero();
    }

    /** Its frozen record is public, and says who took part. */
    @Test
    void ofALotteryThatIsVoidAndFrozenTheRecordDecides() {
        LotteryId id = lotteries.start(ANY_COMMENT);
        Http.Answer entered = lotteries.enter(id, "o-1", "{}");
        lotteries.freeze(id);
        lotteries.voidBecause(id, VoidReason.TOO_FEW);
        pass(Duration.ofSeconds(2));
        assertThat(lotteries.enter(id, "o-1", "{}").body()).isEqualTo(entered.body());
        assertThat(lotteries.mine(id, "o-1").body().path("entered").asBoolean()).isTrue();
        assertClosed(lotteries.enter(id, "o-2", "{}"), "void");
    }

    /** The answer of the first may have been lost, and the viewer may have written something else since. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"text\":\"别的\"}", "{}", "{\"text\":\"开播\",\"templateId\":\"none-of-ours\"}"})
    void theFirstEntryIsTheAnswerWhateverIsSentAfterIt(String body) {
        LotteryId id = lotteries.start(Lotteries.forComments("开播"));
        world.clock().stop();
        lotteries.enter(id, "o-0", "{\"text\":\"开播\"}");
        assertThat(lotteries.enter(id, "o-1", body).status()).isEqualTo(422);
        Calls.reset();
        Http.Answer first = lotteries.enter(id, "o-1", "{\"text\":\"开播\"}");
        assertThat(Calls.count("DynamoDb.GetItem"))
                .as("the gate, and nothing for what is good")
                .isEqualTo(1);
        Calls.reset();
        Http.Answer again = lotteries.enter(id, "o-1", body);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(Calls.writes()).isZero();
    }

    @Test
    void theStaffCannotTakePart() {
        LotteryId id = lotteries.start(ANY_COMMENT, "o-boss", "o-anchor");
        Calls.reset();
        Http.Answer answer = lotteries.enter(id, "o-anchor", "{}");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().path("type").asText()).isEqualTo(PROBLEM + "staff-excluded");
        assertThat(Calls.writes()).isZero();
        assertThat(lotteries.mine(id, "o-anchor").body().path("entered").asBoolean())
                .isFalse();
        assertThat(lotteries.enter(id, "o-1", "{}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(names = {"DRAFT", "READY"})
    void whatWasNotStartedIsNotThere(LotteryState state) {
        LotteryId id = lotteries.create(ANY_COMMENT, state);
        Calls.reset();
        assertThat(lotteries.enter(id, "o-1", "{}").status()).isEqualTo(404);
        assertThat(lotteries.mine(id, "o-1").status()).isEqualTo(404);
        assertThat(Calls.writes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAB", "1", "wx-1"})
    void thereIsNoSuchLottery(String id) {
        Calls.reset();
        assertThat(lotteries
                        .as("o-1", "POST", "/lotteries/" + id + "/entries")
                        .json("{}")
                        .send()
                        .status())
                .isEqualTo(404);
        assertThat(Calls.writes()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[                     | 400 | body",
                "''                    | 400 | body",
                "{\"text\":7}          | 400 | text",
                "{\"text\":true}       | 400 | text",
                "{\"text\":[\"开播\"]} | 400 | text",
                "{\"text\":{}}         | 400 | text",
                "{\"templateId\":\"\"} | 422 | templateId",
                "{\"templateId\":\"a b\"} | 422 | templateId",
                "{\"templateId\":1}    | 400 | templateId",
                "{\"templateId\":\"none-of-ours\"} | 422 | templateId",
                "{\"openid\":\"o-2\"}  | 400 | openid",
                "{\"person\":\"AAAAAAAAAAAAAAAAAAAAAA\"} | 400 | person",
                "{\"alias\":\"AAAAAAAAAAAAAAAAAAAAAA\"} | 400 | alias",
                "{\"keyword\":\"开播\"} | 400 | keyword",
            })
    void badInputIsNamedAndChangesNothing(String body, int status, String field) {
        LotteryId id = lotteries.start(ANY_COMMENT);
        Calls.reset();
        Http.Answer answer = lotteries.enter(id, "o-1", body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.field()).isEqualTo(field);
        assertThat(Calls.writes()).isZero();
    }

    @Test
    void aTextHasTwoHundredCharactersAtMost() {
        LotteryId id = lotteries.start(ANY_COMMENT);
        assertThat(lotteries.enter(id, "o-1", text("😀".repeat(200))).status()).isEqualTo(200);
        Calls.reset();
        Http.Answer tooLong = lotteries.enter(id, "o-2", text("😀".repeat(201)));
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.field()).isEqualTo("text");
        assertThat(lotteries.enter(id, "o-2", text("长".repeat(30_000))).status())
                .isEqualTo(413);
        assertThat(Calls.writes()).isZero();
    }

    @Test
    void aViewerWithoutATokenIsRefusedFirst() {
        Calls.reset();
        for (String id : List.of("AAAAAAAAAAAAAAAAAAAAAA", "1")) {
            assertThat(lotteries
                            .as("o-1", "POST", "/lotteries/" + id + "/entries")
                            .bearer("guessed")
                            .json("[")
                            .send()
                            .status())
                    .isEqualTo(401);
        }
        assertThat(Calls.made()).isEmpty();
    }

    @Test
    void whatAViewerSendsAndWhoTheyAreIsWrittenNowhereAndAnsweredToNone() {
        LotteryId id = lotteries.start(Lotteries.forComments("开播"));
        List<Http.Answer> answers = new ArrayList<>();
        List<String> lines = Output.of(() -> {
            answers.add(lotteries.enter(id, "o-1", text("开播 我住在长安街")));
            answers.add(lotteries.enter(id, "o-1", text("我住在长安街")));
            for (String call : List.of("DynamoDb.GetItem", "DynamoDb.UpdateItem")) {
                Calls.reset();
                Calls.listen(made -> {
                    if (made.equals(call)) {
                        throw SdkClientException.create("planned: failed for good");
                    }
                });
                answers.add(lotteries.enter(id, "o-1", text("开播 我住在长安街")));
                pass(Duration.ofSeconds(2));
            }
            Calls.reset();
            answers.add(lotteries.mine(id, "o-1"));
        });
        String person = LocalPersons.of("o-1").value();
        Alias alias = Lotteries.alias(id, "o-1");
        assertThat(lines).anyMatch(line -> line.contains("planned: failed for good"));
        assertThat(String.join("\n", lines))
                .contains("POST /lotteries/{lotteryId}/entries")
                .doesNotContain("长安街", person, alias.text(), alias.toHex());
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.body().toString()).doesNotContain("长安街", person, "planned"));
        assertThat(world.items(LotteryItems.TABLE).toString())
                .doesNotContain("长安街")
                .contains(person);
    }

    private void pass(Duration time) {
        world.clock().advance(time);
    }

    private static void assertClosed(Http.Answer answer, String state) {
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("type").asText()).isEqualTo(PROBLEM + "lottery-closed");
        assertThat(answer.body().path("state").asText()).isEqualTo(state);
    }

    private static String text(String text) {
        return "{\"text\":\"" + text + "\"}";
    }
}
