package io.kaibo.lottery.claim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.aws.Item;
import io.kaibo.http.Role;
import io.kaibo.lottery.Lotteries;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.Prizes;
import io.kaibo.person.LocalPersons;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Viewers see their own prizes, and operators the winners of a lottery. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class FindPrizesTest {

    private static final String WINNER = "o-winner";

    @Inject
    Prizes prizes;

    @Inject
    Lotteries lotteries;

    @Inject
    Http http;

    @Inject
    World world;

    @BeforeEach
    void clean() {
        world.clean();
    }

    @Test
    void aViewerSeesTheirPrizesOfAllLotteriesPageByPage() {
        List<String> drawn = new ArrayList<>();
        for (int slot : List.of(Prizes.SENT, Prizes.CODE, Prizes.OTHER_CODE)) {
            LotteryId id = prizes.draw();
            prizes.offer(id, WINNER, slot);
            prizes.offer(id, "o-other", slot == Prizes.SENT ? Prizes.CODE : Prizes.SENT);
            drawn.addFirst(id.value());
            world.clock().advance(Duration.ofSeconds(1));
        }
        JsonNode all = prizes.list(WINNER, "").body();
        assertThat(ids(all)).isEqualTo(drawn);
        assertThat(all.has("next")).isFalse();
        JsonNode latest = all.path("prizes").get(0);
        assertThat(latest.path("title").asText()).isEqualTo("周年庆");
        assertThat(latest.path("roomId").asText()).isEqualTo(Lotteries.ROOM.value());
        assertThat(latest.path("tier").asText()).isEqualTo("二等奖");
        assertThat(latest.path("name").asText()).isEqualTo("茶杯");
        assertThat(latest.path("redemption").asText()).isEqualTo("code");
        assertThat(latest.path("slot").asInt()).isEqualTo(Prizes.OTHER_CODE);
        assertThat(latest.path("state").asText()).isEqualTo("offered");

        List<String> paged = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = prizes.list(WINNER, "?limit=2" + next).body();
            assertThat(page.path("prizes").size()).isLessThanOrEqualTo(2);
            paged.addAll(ids(page));
            next = page.has("next") ? "&next=" + page.path("next").asText() : "";
        } while (!next.isEmpty());
        assertThat(paged).isEqualTo(drawn);
        assertThat(prizes.list("o-third", "").body().path("prizes")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"?next=xyz,400,next", "?next=é,400,next", "?limit=51,422,limit", "?room=wx-1,400,room"})
    void aPageIsAskedForAsItWasTold(String query, int status, String field) {
        Http.Answer answer = prizes.list(WINNER, query);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.field()).isEqualTo(field);
    }

    @Test
    void aCodeThatCannotBeReadHidesNoOtherPrize() {
        LotteryId id = prizes.draw();
        prizes.offer(id, WINNER, Prizes.CODE);
        assertThat(prizes.claim(id, WINNER, "{}").body().has("code")).isTrue();
        assertThat(prizes.only(WINNER).has("code")).isTrue();
        Map<String, AttributeValue> altered =
                new HashMap<>(world.item(LotteryItems.TABLE, LotteryItems.codesKey(id, Prizes.CODE_TIER)));
        altered.put("sealed", Item.of(new byte[] {1}));
        world.putItem(LotteryItems.TABLE, altered);
        JsonNode prize = prizes.only(WINNER);
        assertThat(prize.path("state").asText()).isEqualTo("claimed");
        assertThat(prize.has("code")).isFalse();
    }

    /** The index may be late; the prize itself is read as it is. */
    @Test
    void aPrizeIsShownAsItIsNow() {
        LotteryId id = prizes.draw();
        prizes.offer(id, WINNER, Prizes.CODE);
        assertThat(prizes.only(WINNER).has("withdrawal")).isFalse();
        prizes.withdraw(id, WINNER, "中奖者放弃");
        Calls.reset();
        JsonNode prize = prizes.only(WINNER);
        assertThat(prize.path("state").asText()).isEqualTo("withdrawn");
        assertThat(prize.at("/withdrawal/reason").asText()).isEqualTo("cannot-receive");
        assertThat(prize.at("/withdrawal/words").asText()).isEqualTo("中奖者放弃");
        assertThat(prize.has("code")).isFalse();
        assertThat(Calls.made()).containsExactly("DynamoDb.Query", "DynamoDb.BatchGetItem", "DynamoDb.BatchGetItem");
    }

    @Test
    void anEntrantSeesTheirPrizeInTheLottery() {
        LotteryId id = lotteries.start(Lotteries.forLikes());
        lotteries.enter(id, WINNER, "{}");
        lotteries.enter(id, "o-other", "{}");
        lotteries.freeze(id);
        lotteries.draw(id);
        world.clock().advance(Duration.ofSeconds(5));
        assertThat(lotteries.mine(id, WINNER).body().has("prize"))
                .as("not written yet")
                .isFalse();
        prizes.offer(id, WINNER, Prizes.CODE);
        JsonNode prize = lotteries.mine(id, WINNER).body().path("prize");
        assertThat(prize.path("slot").asInt()).isEqualTo(Prizes.CODE);
        assertThat(prize.path("tier").asText()).isEqualTo("二等奖");
        assertThat(prize.path("state").asText()).isEqualTo("offered");
        assertThat(prize.path("deadline").asText())
                .isEqualTo(prizes.only(WINNER).path("deadline").asText());
        assertThat(lotteries.mine(id, "o-other").body().has("prize")).isFalse();
    }

    @Test
    void operatorsSeeWinnersWithMaskedAddressesAndNoCode() {
        LotteryId id = prizes.draw();
        prizes.offer(id, WINNER, Prizes.SENT);
        prizes.offer(id, "o-code", Prizes.CODE);
        prizes.claim(id, WINNER, Prizes.ADDRESS);
        prizes.claim(id, "o-code", "{}");
        for (Role role : List.of(Role.OPERATOR, Role.AUDITOR, Role.SHIPPING)) {
            Http.Answer answer = winners(id, "", role);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().path("winners"))
                    .hasSize(2)
                    .anySatisfy(winner -> {
                        assertThat(winner.path("alias").asText())
                                .isEqualTo(Lotteries.alias(id, WINNER).text());
                        assertThat(winner.path("tier").asText()).isEqualTo("一等奖");
                        assertThat(winner.path("state").asText()).isEqualTo("claimed");
                        assertThat(winner.at("/address/name").asText()).isEqualTo("张*");
                    })
                    .anySatisfy(
                            winner -> assertThat(winner.path("slot").asInt()).isEqualTo(Prizes.CODE));
            assertThat(answer.body().toString())
                    .doesNotContain("13812345678", "ZZ-CODE")
                    .as("nothing that links a person's wins")
                    .doesNotContain(LocalPersons.of(WINNER).value());
        }
    }

    @Test
    void winnersArePagedInTheirLotteryAlone() {
        LotteryId id = prizes.draw();
        for (int slot = 0; slot < 3; slot++) {
            prizes.offer(id, "o-" + slot, slot);
        }
        JsonNode first = winners(id, "?limit=2", Role.OPERATOR).body();
        assertThat(first.path("winners")).hasSize(2);
        String next = "?limit=2&next=" + first.path("next").asText();
        JsonNode rest = winners(id, next, Role.OPERATOR).body();
        assertThat(rest.path("winners")).hasSize(1);
        assertThat(rest.has("next")).isFalse();
        assertThat(winners(prizes.draw(), next, Role.OPERATOR).field()).isEqualTo("next");
        assertThat(winners(lotteries.create(Lotteries.forLikes(), LotteryState.DRAFT), "", Role.OPERATOR)
                        .status())
                .isEqualTo(404);
        assertThat(winners(lotteries.start(Lotteries.forLikes()), "", Role.OPERATOR)
                        .body()
                        .path("winners"))
                .isEmpty();
    }

    private Http.Answer winners(LotteryId id, String query, Role role) {
        return http.get("/admin/lotteries/" + id + "/winners" + query).as(role).to("lottery-admin");
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("prizes").forEach(prize -> ids.add(prize.path("lotteryId").asText()));
        return ids;
    }
}
