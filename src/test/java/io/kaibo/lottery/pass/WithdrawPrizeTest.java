package io.kaibo.lottery.pass;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.http.Role;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lotteries;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.Prize;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Output;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator withdraws a prize, and viewers see it. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class WithdrawPrizeTest {

    private static final String BODY = "{\"reason\":\"cannot-receive\",\"words\":\"中奖者放弃\"}";

    @Inject
    World world;

    @Inject
    DrawnLotteries drawn;

    @Inject
    OfferedLotteries offered;

    @Inject
    Http http;

    private LotteryId id;
    private List<Alias> ranks;

    @BeforeEach
    void offer() {
        world.clean();
        id = offered.offer(2, 2, 4);
        ranks = drawn.ranks(id);
    }

    @Test
    void aPrizeIsWithdrawnAndEveryViewerSeesIt() {
        Http.Answer answer = withdraw(ranks.get(1), BODY);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("state").asText()).isEqualTo("withdrawn");
        assertThat(answer.body().path("slot").asInt()).isEqualTo(1);

        JsonNode shown = show();
        assertThat(shown.path("withdrawn").asInt()).isEqualTo(1);
        assertThat(shown.path("passesMade").asInt()).isZero();
        assertThat(shown.at("/winners/0/state").asText()).isEqualTo("offered");
        assertThat(shown.at("/winners/0").has("withdrawal")).isFalse();
        assertThat(shown.at("/winners/1/state").asText()).isEqualTo("withdrawn");
        assertThat(shown.at("/winners/1/withdrawal/reason").asText()).isEqualTo("cannot-receive");
        assertThat(shown.at("/winners/1/withdrawal/words").asText()).isEqualTo("中奖者放弃");
        assertThat(shown.at("/holders/0/alias").asText())
                .isEqualTo(ranks.getFirst().text());
        assertThat(shown.at("/holders/1").has("alias")).isFalse();
        assertThat(list().path("withdrawn").asInt()).isEqualTo(1);
        assertThat(shown.toString())
                .doesNotContain(drawn.winners(id).get(1).person().value());
    }

    @Test
    void itIsShownWhereThePrizeWent() {
        withdraw(ranks.get(1), BODY);
        drawn.claim(id, ranks.getFirst(), world.clock().instant());
        drawn.pass(DrawnLotteries.UNTIL_PASS);
        drawn.step();
        JsonNode shown = show();
        assertThat(shown.path("passesMade").asInt()).isEqualTo(1);
        assertThat(shown.path("winners"))
                .extracting(winner ->
                        winner.path("slot").asInt() + " " + winner.path("state").asText())
                .containsExactly("0 claimed", "1 withdrawn", "1 offered");
        assertThat(shown.path("holders"))
                .extracting(holder -> holder.path("alias").asText())
                .containsExactly(ranks.get(0).text(), ranks.get(2).text());
        assertThat(proof().headers()).containsEntry("cache-control", "public, max-age=1");
        assertThat(proof().body().at("/passes/0/reason").asText()).isEqualTo("cannot-receive");

        drawn.claim(id, ranks.get(2), world.clock().instant());
        drawn.pass(DrawnLotteries.CLAIM);
        assertThat(proof().headers()).containsEntry("cache-control", "public, max-age=1");
        drawn.pass(Duration.ofMinutes(1));
        assertThat(proof().headers().get("cache-control")).contains("immutable");
        Calls.reset();
        proof();
        assertThat(Calls.made()).doesNotContain("DynamoDb.Query");
    }

    @Test
    void askedForAgainItIsTheSameAndAnotherReasonIsRefused() {
        Http.Answer first = withdraw(ranks.getFirst(), BODY);
        drawn.pass(Duration.ofMinutes(5));
        assertThat(withdraw(ranks.getFirst(), BODY).body()).isEqualTo(first.body());
        for (String other : List.of(BODY.replace("cannot-receive", "withdrawn"), BODY.replace("放弃", "不要了"))) {
            Http.Answer refused = withdraw(ranks.getFirst(), other);
            assertPrizeState(refused, "withdrawn");
            assertThat(detail(refused)).contains("withdrawn already");
        }
        assertThat(show().path("withdrawn").asInt()).isEqualTo(1);
        drawn.pass(DrawnLotteries.UNTIL_PASS);
        drawn.step();
        assertThat(withdraw(ranks.getFirst(), BODY).body()).isEqualTo(first.body());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClaimedPrizeIsWithdrawnOnlyIfItIsToBeSent(boolean isSent) {
        id = offered.offer(DrawnLotteries.plan(1, 1, isSent ? Prize.Redemption.ADDRESS : Prize.Redemption.CODE), 2);
        Alias winner = drawn.ranks(id).getFirst();
        drawn.claim(id, winner, world.clock().instant());
        Http.Answer answer = withdraw(winner, BODY);
        if (isSent) {
            assertThat(answer.status()).isEqualTo(200);
        } else {
            assertPrizeState(answer, "claimed");
            assertThat(detail(answer)).contains("a code");
        }
    }

    @Test
    void afterTheDeadlineTheWinnersStand() {
        drawn.pass(DrawnLotteries.CLAIM);
        Http.Answer late = withdraw(ranks.getFirst(), BODY);
        assertPrizeState(late, "offered");
        assertThat(detail(late)).contains("deadline").doesNotContain("code", "already");
        drawn.pass(Duration.ofMinutes(1));
        drawn.step();
        assertPrizeState(withdraw(ranks.getFirst(), BODY), "lapsed");
        assertThat(withdraw(ranks.get(2), BODY).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"reason\":\"not-claimed\",\"words\":\"放弃\"};400;reason",
                "{\"reason\":\"withdrawn\"};422;words",
                "{\"words\":\"放弃\"};422;reason",
                "{\"reason\":\"withdrawn\",\"words\":\"\"};422;words",
                "{\"reason\":\"withdrawn\",\"words\":\"🎁 ！\"};422;words",
                "{\"reason\":\"withdrawn\",\"words\":\"放弃\",\"to\":\"x\"};400;to"
            })
    void badInputChangesNothing(String body, int status, String field) {
        Http.Answer answer = withdraw(ranks.getFirst(), body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.field()).isEqualTo(field);
        assertThat(show().path("withdrawn").asInt()).isZero();
    }

    @Test
    void onlyWinnersHaveAPrizeAndOnlyOperatorsWithdrawIt() {
        assertThat(withdraw(ranks.get(3), BODY).status()).isEqualTo(404);
        assertThat(withdraw("x", BODY, Role.OPERATOR).status()).isEqualTo(404);
        assertThat(withdraw(ranks.getFirst().text(), BODY, Role.ANCHOR).status())
                .isEqualTo(403);
        assertThat(show().path("withdrawn").asInt()).isZero();
    }

    /** One of two prizes is above the five percent of the alarm, also if the answer was lost and it is asked for again. */
    @Test
    void theShareOfPrizesThatAreWithdrawnIsCounted() {
        List<String> lines = Output.of(() -> {
            withdraw(ranks.getFirst(), BODY);
            withdraw(ranks.getFirst(), BODY);
        });
        assertThat(lines.stream().filter(line -> line.contains("LotteryPrizeWithdrawnPercent")))
                .hasSize(2)
                .allMatch(line -> line.contains("\"LotteryPrizeWithdrawnPercent\":50"))
                .satisfiesOnlyOnce(line -> assertThat(line).contains("\"LotteryPrizeWithdrawn\":1"));
    }

    private void assertPrizeState(Http.Answer answer, String state) {
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("type").asText()).isEqualTo("urn:kaibo:problem:prize-state");
        assertThat(answer.body().path("state").asText()).isEqualTo(state);
    }

    private static String detail(Http.Answer answer) {
        return answer.body().path("detail").asText();
    }

    private Http.Answer withdraw(Alias alias, String body) {
        return withdraw(alias.text(), body, Role.OPERATOR);
    }

    private Http.Answer withdraw(String alias, String body, Role role) {
        return http.post("/admin/lotteries/" + id + "/winners/" + alias + "/withdraw")
                .as(role)
                .json(body)
                .to("lottery-admin");
    }

    /** As an instance shows it that reads anew. */
    private JsonNode show() {
        world.clock().advance(Duration.ofSeconds(2));
        return http.get("/lotteries/" + id).to("lottery-api").body();
    }

    private JsonNode list() {
        return http.get("/lotteries?room=" + Lotteries.ROOM)
                .to("lottery-api")
                .body()
                .path("lotteries")
                .path(0);
    }

    private Http.Answer proof() {
        world.clock().advance(Duration.ofSeconds(2));
        return http.get("/lotteries/" + id + "/proof").to("lottery-api");
    }
}
