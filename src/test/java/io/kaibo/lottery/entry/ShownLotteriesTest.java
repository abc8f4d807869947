package io.kaibo.lottery.entry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.base.Digests;
import io.kaibo.http.Credentials;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lotteries;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.VoidReason;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Contract;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lotteries as all viewers see them, a viewer's own part, and what a lottery is checked with. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class ShownLotteriesTest {

    private static final String ANY_ORIGIN = "access-control-allow-origin";
    private static final String A_SECOND = "public, max-age=1";
    private static final String FOR_GOOD = "public, max-age=31536000, immutable";

    @Inject
    Lotteries lotteries;

    @Inject
    World world;

    @Inject
    Http http;

    @Inject
    Credentials credentials;

    @BeforeEach
    void clean() {
        world.clean();
    }

    @Test
    void theLotteriesOfARoomAreThoseThatWereStarted() {
        lotteries.create(Lotteries.forLikes(), LotteryState.DRAFT);
        lotteries.create(Lotteries.forLikes(), LotteryState.READY);
        LotteryId drawn = startLater();
        LotteryId isVoid = startLater();
        LotteryId frozen = startLater();
        LotteryId running = startLater();
        lotteries.freeze(drawn);
        lotteries.draw(drawn);
        lotteries.voidBecause(isVoid, VoidReason.BY_OPERATOR);
        lotteries.freeze(frozen);
        Http.Answer answer = list("?room=" + Lotteries.ROOM);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("cache-control", A_SECOND);
        assertThat(answer.body().path("lotteries"))
                .extracting(lottery -> lottery.path("id").asText() + " "
                        + lottery.path("state").asText())
                .containsExactly(drawn + " drawn", isVoid + " void", frozen + " frozen", running + " running");
        assertThat(list("?room=wx-71").body().path("lotteries")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'',room", "?room=,room", "?room=70,room", "?room=wx-70&state=drawn,state", "?limit=5,limit"})
    void aListIsOfOneRoom(String query, String field) {
        Http.Answer answer = list(query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo(field);
    }

    @Test
    void aLotteryThatRunsIsShownWithItsRules() {
        LotteryId id = lotteries.start(Lotteries.forComments("开播"));
        Http.Answer answer = lotteries.get(id, "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("cache-control", A_SECOND);
        JsonNode lottery = answer.body();
        assertThat(lottery.path("title").asText()).isEqualTo("周年庆");
        assertThat(lottery.path("kind").asText()).isEqualTo("comment");
        assertThat(lottery.path("keyword").asText()).isEqualTo("开播");
        assertThat(lottery.at("/prizes/1/quantity").asInt()).isEqualTo(2);
        assertThat(lottery.at("/winLimit/days").asInt()).isEqualTo(30);
        assertThat(lottery.path("rulesDigest").asText()).hasSize(64);
        assertThat(lottery.fieldNames())
                .toIterable()
                .doesNotContain(
                        "frozenDigest",
                        "round",
                        "entries",
                        "winners",
                        "holders",
                        "withdrawn",
                        "voided",
                        "seed",
                        "version");
        assertThat(lotteries
                        .get(lotteries.create(Lotteries.forLikes(), LotteryState.DRAFT), "")
                        .status())
                .isEqualTo(404);
    }

    /** Viewers who ask for it before its start do not keep those from it who ask after. */
    @Test
    void aLotteryIsThereTheMomentThatItIsStarted() {
        world.clock().stop();
        LotteryId id = lotteries.create(Lotteries.forLikes(), LotteryState.READY);
        assertThat(lotteries.get(id, "").status()).isEqualTo(404);
        lotteries.start(id, Lotteries.forLikes());
        assertThat(lotteries.get(id, "").status()).isEqualTo(200);
        assertThat(lotteries.enter(id, "o-1", "{}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "2,2", "3,3", "7,3"})
    void asManyWinAsThereArePrizesOrEntries(int entrants, int winners) {
        LotteryId id = lotteries.start(Lotteries.forLikes());
        IntStream.range(0, entrants).forEach(i -> lotteries.enter(id, "o-" + i, "{}"));
        lotteries.enter(id, "o-won-before", "{}");
        String code = Digests.sha256Hex(frozenBytes(id, "o-won-before"));
        JsonNode frozen = lotteries.get(id, "").body();
        assertThat(frozen.path("state").asText()).isEqualTo("frozen");
        assertThat(frozen.path("frozenDigest").asText()).isEqualTo(code);
        assertThat(frozen.path("round").asLong()).isPositive();
        assertThat(frozen.path("entries").asInt()).isEqualTo(entrants);
        assertThat(frozen.has("winners")).isFalse();

        List<Alias> ranks = lotteries.draw(id);
        pass();
        JsonNode drawn = lotteries.get(id, "").body();
        assertThat(drawn.path("state").asText()).isEqualTo("drawn");
        assertThat(drawn.has("drawnAt")).isTrue();
        assertThat(drawn.path("winners"))
                .extracting(winner -> winner.path("slot").asInt() + " "
                        + winner.path("tier").asText() + " "
                        + winner.path("alias").asText())
                .containsExactlyElementsOf(IntStream.range(0, winners)
                        .mapToObj(slot -> slot
                                + (slot == 0 ? " 一等奖 " : " 二等奖 ")
                                + ranks.get(slot).text())
                        .toList());
    }

    @Test
    void aLotteryThatIsVoidSaysWhy() {
        LotteryId id = lotteries.start(Lotteries.forLikes());
        lotteries.voidBecause(id, VoidReason.BY_OPERATOR);
        JsonNode lottery = lotteries.get(id, "").body();
        assertThat(lottery.path("state").asText()).isEqualTo("void");
        assertThat(lottery.at("/voided/reason").asText()).isEqualTo("by-operator");
        assertThat(lottery.at("/voided/words").asText()).isEqualTo("停电了");
    }

    @Test
    void aViewerSeesTheirOwnPart() {
        LotteryId id = lotteries.start(Lotteries.forLikes());
        Http.Answer before = lotteries.mine(id, "o-1");
        assertThat(before.status()).isEqualTo(200);
        assertThat(before.headers()).containsEntry("cache-control", "no-store");
        assertThat(before.body().path("entered").asBoolean()).isFalse();
        assertThat(before.body().path("alias").asText())
                .isEqualTo(Lotteries.alias(id, "o-1").text())
                .isNotEqualTo(Lotteries.alias(startLater(), "o-1").text());

        lotteries.enter(id, "o-1", "{}");
        lotteries.enter(id, "o-2", "{}");
        lotteries.enter(id, "o-won-before", "{}");
        assertThat(lotteries.mine(id, "o-1").body().path("entered").asBoolean()).isTrue();
        lotteries.freeze(id, "o-won-before");
        pass();
        JsonNode frozen = lotteries.mine(id, "o-1").body();
        assertThat(frozen.path("entered").asBoolean()).isTrue();
        assertThat(frozen.has("rank")).isFalse();

        List<Alias> ranks = lotteries.draw(id);
        pass();
        for (String openid : List.of("o-1", "o-2")) {
            JsonNode mine = lotteries.mine(id, openid).body();
            assertThat(mine.path("rank").asInt()).isEqualTo(ranks.indexOf(Lotteries.alias(id, openid)) + 1);
            assertThat(mine.has("leftOut")).isFalse();
        }
        JsonNode leftOut = lotteries.mine(id, "o-won-before").body();
        assertThat(leftOut.path("entered").asBoolean()).isTrue();
        assertThat(leftOut.path("leftOut").asBoolean()).isTrue();
        assertThat(leftOut.has("rank")).isFalse();
        assertThat(lotteries.mine(id, "o-3").body().path("entered").asBoolean()).isFalse();
    }

    @Test
    void theProofGrowsWithTheLottery() {
        LotteryId draft = lotteries.create(Lotteries.forLikes(), LotteryState.READY);
        Http.Answer none = lotteries.get(draft, "/proof");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.headers()).containsEntry("cache-control", "no-store").containsEntry(ANY_ORIGIN, "*");

        LotteryId id = lotteries.start(Lotteries.forLikes(), "o-staff");
        IntStream.range(0, 5).forEach(i -> lotteries.enter(id, "o-" + i, "{}"));
        JsonNode running = proof(id, A_SECOND);
        assertThat(running.fieldNames()).toIterable().containsExactlyInAnyOrder("rules", "passes");
        JsonNode shown = lotteries.get(id, "").body();
        assertThat(digest(running, "rules")).isEqualTo(shown.path("rulesDigest").asText());

        frozenBytes(id, "o-4");
        JsonNode frozen = proof(id, A_SECOND);
        assertThat(frozen.path("rules")).isEqualTo(running.path("rules"));
        assertThat(frozen.has("draw")).isFalse();
        assertThat(digest(frozen, "frozen"))
                .isEqualTo(lotteries.get(id, "").body().path("frozenDigest").asText());

        List<Alias> ranks = lotteries.draw(id);
        pass();
        JsonNode drawn = proof(id, A_SECOND);
        byte[] ranked = Base64.getDecoder().decode(drawn.at("/draw/ranks").asText());
        assertThat(IntStream.range(0, ranked.length / Alias.BYTES)
                        .mapToObj(rank -> Alias.read(ranked, rank * Alias.BYTES)))
                .containsExactlyElementsOf(ranks);
        assertThat(drawn.at("/draw/signature").asText()).hasSize(96);
        JsonNode record = world.tree(new String(bytes(drawn, "frozen"), StandardCharsets.UTF_8));
        assertThat(record.at("/entries/count").asInt()).isEqualTo(4);
        assertThat(chunk(id, record.at("/entries/chunks/0").asText())).hasSize(4 * Alias.BYTES);
        assertThat(chunk(id, record.at("/leftOut/chunks/0").asText()))
                .isEqualTo(Lotteries.alias(id, "o-4").toBytes());
        assertThat(chunk(id, record.at("/staff/chunks/0").asText()))
                .isEqualTo(Lotteries.alias(id, "o-staff").toBytes());
    }

    @Test
    void theProofOfAVoidLotteryIsKeptForGood() {
        LotteryId id = lotteries.start(Lotteries.forLikes());
        lotteries.voidBecause(id, VoidReason.ROOM_OVER);
        assertThat(proof(id, FOR_GOOD).fieldNames()).toIterable().containsExactlyInAnyOrder("rules", "passes");
    }

    @Test
    void aChunkThatIsNotThereIsNotKept() {
        LotteryId id = lotteries.start(Lotteries.forLikes());
        for (String name : List.of("0".repeat(64), "0".repeat(63), "F".repeat(64), "C")) {
            Http.Answer answer = lotteries.get(id, "/chunks/" + name);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.headers()).containsEntry("cache-control", "no-store");
        }
    }

    @Test
    void onlyTheProofAndItsChunksAreForAnyOrigin() {
        List<String> open = Contract.paths().keySet().stream()
                .filter(path -> credentials
                        .authorize(http.get(Contract.withExamples(path)), path)
                        .header("origin", "https://elsewhere.example")
                        .send()
                        .headers()
                        .containsKey(ANY_ORIGIN))
                .toList();
        assertThat(open)
                .containsExactlyInAnyOrder("/lotteries/{lotteryId}/proof", "/lotteries/{lotteryId}/chunks/{sha256}");
    }

    /** All viewers of a lottery need the same items. */
    @Test
    void whatNeverChangesIsReadOnce() {
        LotteryId id = lotteries.start(Lotteries.forLikes(), "o-staff");
        lotteries.enter(id, "o-1", "{}");
        lotteries.freeze(id);
        lotteries.draw(id);
        pass();
        world.clock().stop();
        for (int i = 0; i < 3; i++) {
            lotteries.get(id, "");
            lotteries.get(id, "/proof");
        }
        Calls.reset();
        lotteries.get(id, "");
        lotteries.get(id, "/proof");
        assertThat(Calls.made()).isEmpty();
    }

    private byte[] frozenBytes(LotteryId id, String leftOut) {
        lotteries.freeze(id, leftOut);
        pass();
        return bytes(lotteries.get(id, "/proof").body(), "frozen");
    }

    private LotteryId startLater() {
        pass();
        return lotteries.start(Lotteries.forLikes());
    }

    /** So that an instance reads anew what may have changed. */
    private void pass() {
        world.clock().advance(Duration.ofSeconds(2));
    }

    private Http.Answer list(String query) {
        return http.get("/lotteries" + query).to("lottery-api");
    }

    private JsonNode proof(LotteryId id, String cacheControl) {
        Http.Answer answer = lotteries.get(id, "/proof");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("cache-control", cacheControl)
                .containsEntry(ANY_ORIGIN, "*");
        return answer.body();
    }

    private byte[] chunk(LotteryId id, String name) {
        Http.Answer answer = lotteries.get(id, "/chunks/" + name);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("cache-control", FOR_GOOD)
                .containsEntry("content-type", "application/octet-stream")
                .containsEntry(ANY_ORIGIN, "*");
        byte[] bytes = Base64.getDecoder().decode(answer.body().asText());
        assertThat(Digests.sha256Hex(bytes)).isEqualTo(name);
        return bytes;
    }

    private static String digest(JsonNode proof, String member) {
        return Digests.sha256Hex(bytes(proof, member));
    }

    private static byte[] bytes(JsonNode proof, String member) {
        return Base64.getDecoder().decode(proof.path(member).asText());
    }
}
