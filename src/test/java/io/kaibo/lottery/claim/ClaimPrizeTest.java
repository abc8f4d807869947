package io.kaibo.lottery.claim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.lottery.Lotteries;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.Prizes;
import io.kaibo.lottery.prize.Address;
import io.kaibo.lottery.prize.PrizeCipher;
import io.kaibo.lottery.prize.PrizeState;
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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** A winner claims their prize, in time, again, from two devices, and too late. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class ClaimPrizeTest {

    private static final String WINNER = "o-winner";

    @Inject
    Prizes prizes;

    @Inject
    Lotteries lotteries;

    @Inject
    PrizeCipher cipher;

    @Inject
    World world;

    private LotteryId id;

    @BeforeEach
    void draw() {
        world.clean();
        world.clock().stop();
        id = prizes.draw();
    }

    @AfterEach
    void reset() {
        world.clock().reset();
        Calls.reset();
    }

    @Test
    void anAddressIsSealedAndShownMasked() {
        prizes.offer(id, WINNER, Prizes.SENT);
        Http.Answer claimed = prizes.claim(id, WINNER, Prizes.ADDRESS);
        assertThat(claimed.status()).isEqualTo(200);
        assertThat(claimed.headers()).containsEntry("cache-control", "no-store");
        assertThat(claimed.body().path("state").asText()).isEqualTo("claimed");
        assertThat(claimed.body().has("code")).isFalse();
        assertThat(claimed.body().path("address").toString())
                .isEqualTo("{\"name\":\"张*\",\"telephone\":\"138****5678\",\"region\":\"广东省深圳市\"}");
        assertThat(prizes.only(WINNER)).isEqualTo(claimed.body());
        var alias = Lotteries.alias(id, WINNER);
        var item = world.item(LotteryItems.TABLE, LotteryItems.addressKey(id, alias));
        assertThat(SetupCalls.call(() ->
                        cipher.openAddress(id, alias, item.get("sealed").b().asByteArray())))
                .isEqualTo(new Address("张三丰", "13812345678", "广东省 深圳市 南山区", "ZZKeYuanRoad1", null));
        assertThat(Long.parseLong(item.get("expiresAt").n()))
                .isEqualTo(world.clock().instant().plus(Duration.ofDays(90)).getEpochSecond());
        assertThat(prizes.winner(id, WINNER).attributes().toString())
                .contains("138****5678")
                .doesNotContain("13812345678", "三丰", "南山", "ZZKeYuanRoad1");
    }

    @Test
    void aCodeIsShownOnceItIsClaimed() {
        prizes.offer(id, WINNER, Prizes.CODE);
        prizes.offer(id, "o-other", Prizes.OTHER_CODE);
        assertThat(prizes.only(WINNER).has("code")).isFalse();
        JsonNode claimed = prizes.claim(id, WINNER, "{}").body();
        assertThat(claimed.path("code").asText()).isEqualTo(Prizes.CODES.get(0));
        assertThat(claimed.has("address")).isFalse();
        assertThat(prizes.only(WINNER)).isEqualTo(claimed);
        assertThat(prizes.only("o-other").has("code")).isFalse();
        assertThat(prizes.claim(id, "o-other", "{}").body().path("code").asText())
                .isEqualTo(Prizes.CODES.get(1));
    }

    @Test
    void whileThePrizesAreBeingOfferedNoViewerIsTurnedAway() {
        prizes.beginOffering(id);
        Http.Answer early = prizes.claim(id, WINNER, Prizes.ADDRESS);
        assertThat(early.status()).isEqualTo(503);
        assertThat(early.headers()).containsEntry("retry-after", "2");
        prizes.offer(id, WINNER, Prizes.SENT);
        assertThat(prizes.claim(id, WINNER, Prizes.ADDRESS).status()).isEqualTo(200);
    }

    @Test
    void onlyTheWinnerClaims() {
        prizes.offer(id, WINNER, Prizes.SENT);
        Http.Answer other = prizes.claim(id, "o-other", Prizes.ADDRESS);
        assertThat(other.status()).isEqualTo(403);
        assertThat(type(other)).isEqualTo("not-a-winner");
        assertThat(prizes.claim(lotteries.create(Lotteries.forLikes(), LotteryState.READY), WINNER, Prizes.ADDRESS)
                        .status())
                .isEqualTo(404);
        assertThat(Calls.writes()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|422|address|{\"address\":{\"name\":\"张\",\"telephone\":\"13812345678\",\"region\":[\"省\",\"市\",\"区\"],\"detail\":\"x\"}}",
                "0|422|address|{}",
                "0|422|address|{\"address\":null}",
                "0|422|address.telephone|{\"address\":{\"name\":\"张\",\"telephone\":\"12812345678\",\"region\":[\"省\",\"市\",\"区\"],\"detail\":\"x\"}}",
                "0|422|address.telephone|{\"address\":{\"name\":\"张\",\"telephone\":\"+0123456789\",\"region\":[\"省\",\"市\",\"区\"],\"detail\":\"x\"}}",
                "0|422|address.name|{\"address\":{\"name\":\" \",\"telephone\":\"13812345678\",\"region\":[\"省\",\"市\",\"区\"],\"detail\":\"x\"}}",
                "0|422|address.name|{\"address\":{\"name\":\"张\\n三\",\"telephone\":\"13812345678\",\"region\":[\"省\",\"市\",\"区\"],\"detail\":\"x\"}}",
                "0|422|address.region|{\"address\":{\"name\":\"张\",\"telephone\":\"13812345678\",\"region\":[\"省\",\"市\"],\"detail\":\"x\"}}",
                "0|422|address.region[2]|{\"address\":{\"name\":\"张\",\"telephone\":\"13812345678\",\"region\":[\"省\",\"市\",\"\\u0007区\"],\"detail\":\"x\"}}",
                "0|422|address.detail|{\"address\":{\"name\":\"张\",\"telephone\":\"13812345678\",\"region\":[\"省\",\"市\",\"区\"]}}",
                "0|422|address.postalCode|{\"address\":{\"name\":\"张\",\"telephone\":\"13812345678\",\"region\":[\"省\",\"市\",\"区\"],\"detail\":\"x\",\"postalCode\":\"51805\"}}",
                "0|400|address.street|{\"address\":{\"name\":\"张\",\"street\":\"x\"}}",
                "0|400|code|{\"code\":\"x\"}"
            })
    void aBodyThatThePrizeCannotBeClaimedWithIsRefused(int slot, int status, String field, String body) {
        prizes.offer(id, WINNER, slot);
        Http.Answer answer = prizes.claim(id, WINNER, body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.field()).isEqualTo(field);
        assertThat(Calls.writes()).isZero();
    }

    @Test
    void aRequestThatBeganBeforeTheDeadlineCounts() {
        for (int slot : List.of(Prizes.SENT, Prizes.CODE)) {
            LotteryId drawn = prizes.draw();
            prizes.offer(drawn, WINNER, slot);
            world.clock().advance(Prizes.CLAIM.minusMillis(1));
            Calls.rewrite(request -> {
                if (request instanceof TransactWriteItemsRequest || request instanceof UpdateItemRequest) {
                    world.clock().advance(Duration.ofSeconds(9));
                }
                return request;
            });
            assertThat(prizes.claim(drawn, WINNER, body(slot)).status()).isEqualTo(200);
            Calls.reset();
        }
    }

    @Test
    void aRequestThatBeginsAtTheDeadlineIsTooLate() {
        for (int slot : List.of(Prizes.SENT, Prizes.CODE)) {
            LotteryId drawn = prizes.draw();
            prizes.offer(drawn, WINNER, slot);
            world.clock().advance(Prizes.CLAIM);
            assertTooLate(prizes.claim(drawn, WINNER, body(slot)), "claim-over", "offered");
        }
        assertThat(Calls.writes()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"LAPSED", "WITHDRAWN"})
    void aPrizeThatWentOnIsNotClaimed(PrizeState state) {
        for (int slot : List.of(Prizes.SENT, Prizes.CODE)) {
            LotteryId drawn = prizes.draw();
            prizes.offer(drawn, WINNER, slot);
            prizes.end(drawn, WINNER, state);
            Http.Answer refused = prizes.claim(drawn, WINNER, body(slot));
            assertTooLate(refused, "claim-over", state.name().toLowerCase(java.util.Locale.ROOT));
            assertThat(refused.body().path("detail").asText().contains("withdrew"))
                    .isEqualTo(state == PrizeState.WITHDRAWN);
        }
        assertThat(Calls.writes()).isZero();
    }

    /** The answer of the first may have been lost. */
    @Test
    void theSameClaimIsAnsweredTheSameAtAnyTime() {
        for (int slot : List.of(Prizes.SENT, Prizes.CODE)) {
            LotteryId drawn = prizes.draw();
            prizes.offer(drawn, WINNER, slot);
            JsonNode claimed = prizes.claim(drawn, WINNER, body(slot)).body();
            world.clock().advance(Prizes.CLAIM.plusDays(1));
            Calls.reset();
            Http.Answer again = prizes.claim(drawn, WINNER, body(slot));
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.body()).isEqualTo(claimed);
            assertThat(Calls.writes()).isZero();
        }
    }

    @Test
    void anAddressIsCorrectedUntilItIsExported() {
        prizes.offer(id, WINNER, Prizes.SENT);
        JsonNode first = prizes.claim(id, WINNER, Prizes.ADDRESS).body();
        world.clock().advance(Duration.ofMinutes(1));
        JsonNode corrected =
                prizes.claim(id, WINNER, Prizes.address("+85212345678")).body();
        assertThat(corrected.at("/address/telephone").asText()).isEqualTo("+85****5678");
        assertThat(corrected.path("claimedAt")).isEqualTo(first.path("claimedAt"));
        assertThat(prizes.telephone(id, WINNER)).isEqualTo("+85212345678");

        prizes.export(id, WINNER);
        Http.Answer late = prizes.claim(id, WINNER, Prizes.ADDRESS);
        assertThat(late.status()).isEqualTo(409);
        assertThat(type(late)).isEqualTo("address-exported");
        assertThat(late.body().path("exportedAt").asText())
                .isEqualTo(
                        world.clock().instant().truncatedTo(ChronoUnit.MILLIS).toString());
        assertThat(prizes.telephone(id, WINNER)).isEqualTo("+85212345678");
        assertThat(prizes.claim(id, WINNER, Prizes.address("+85212345678")).status())
                .isEqualTo(200);
    }

    @Test
    void anAddressIsNotCorrectedAfterTheDeadline() {
        prizes.offer(id, WINNER, Prizes.SENT);
        prizes.claim(id, WINNER, Prizes.ADDRESS);
        world.clock().advance(Prizes.CLAIM);
        assertTooLate(prizes.claim(id, WINNER, Prizes.address("13912345678")), "claim-over", "claimed");
        assertThat(prizes.telephone(id, WINNER)).isEqualTo("13812345678");
    }

    /** Both devices have seen the prize as offered when the first of them writes. */
    @Test
    void ofTwoDevicesOneClaimsAndTheOtherCorrects() throws Exception {
        prizes.offer(id, WINNER, Prizes.SENT);
        List<Http.Answer> answers = claimFromTwo("Kms.GenerateDataKey", Prizes.ADDRESS, Prizes.address("13912345678"));
        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(answers)
                .extracting(answer -> answer.body().path("claimedAt"))
                .containsOnly(answers.getFirst().body().path("claimedAt"));
        assertThat(Calls.count("DynamoDb.TransactWriteItems"))
                .as("two claims, a correction")
                .isEqualTo(3);
        String kept = prizes.telephone(id, WINNER);
        assertThat(kept).isIn("13812345678", "13912345678");
        assertThat(prizes.only(WINNER).at("/address/telephone").asText())
                .as("what is shown is what is sent")
                .isEqualTo(kept.substring(0, 3) + "****5678");
    }

    @Test
    void twoDevicesAreShownOneCode() throws Exception {
        prizes.offer(id, WINNER, Prizes.CODE);
        List<Http.Answer> answers = claimFromTwo("DynamoDb.UpdateItem", "{}", "{}");
        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(answers).extracting(Http.Answer::body).containsOnly(prizes.only(WINNER));
    }

    private List<Http.Answer> claimFromTwo(String call, String one, String other) throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        Calls.listen(made -> {
            if (made.equals(call)) {
                await(both);
            }
        });
        return Together.run(Stream.of(one, other)
                .map(body -> (Callable<Http.Answer>) () -> prizes.claim(id, WINNER, body))
                .toList());
    }

    private static void await(CyclicBarrier both) {
        try {
            both.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the other device does not come", e);
        }
    }

    private static String body(int slot) {
        return slot == Prizes.SENT ? Prizes.ADDRESS : "{}";
    }

    private static void assertTooLate(Http.Answer answer, String type, String state) {
        assertThat(answer.status()).isEqualTo(409);
        assertThat(type(answer)).isEqualTo(type);
        assertThat(answer.body().path("state").asText()).isEqualTo(state);
    }

    private static String type(Http.Answer answer) {
        return answer.body().path("type").asText().substring("urn:kaibo:problem:".length());
    }
}
