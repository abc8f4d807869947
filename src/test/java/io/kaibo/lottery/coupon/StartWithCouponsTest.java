package io.kaibo.lottery.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaibo.aws.Item;
import io.kaibo.coupon.CouponItems;
import io.kaibo.coupon.CouponPrize;
import io.kaibo.coupon.CouponShop;
import io.kaibo.lottery.admin.LotteryOperator;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A lottery is not started without a coupon that fits each of its tiers of coupons; operators add it, close it, and add another. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class StartWithCouponsTest {

    private static final String PLAN = """
            {"title":"周年庆","kind":"like","prizes":[{"tier":"一等奖","name":"茶壶","quantity":1,"value":19900,"redemption":"address"},
             {"tier":"二等奖","name":"代金券","quantity":2,"value":500,"redemption":"coupon"}],
             "countdownSeconds":600,"claimSeconds":604800,"passes":2,"minimum":0}""";

    private static final String CONFIRMED =
            ",\"confirmed\":{\"stockAuthorised\":true,\"creatorBound\":true,\"redeemerBound\":true}";

    @Inject
    LotteryOperator operator;

    @Inject
    CouponShop shop;

    @Inject
    Http http;

    @Inject
    Deliveries deliveries;

    @Inject
    ObjectMapper json;

    @Inject
    World world;

    private String room;
    private JsonNode draft;

    @BeforeEach
    void aDraft() throws Exception {
        world.clean();
        room = operator.room(101);
        draft = operator.creates(room, "coupons-1", json.readTree(PLAN)).body();
        world.pay().putStock(CouponShop.STOCK, Map.of("max_coupons", 5, "max_coupons_per_user", 2));
    }

    private Http.Answer add(int quantity, String more, String confirmed) {
        return http.post("/admin/coupons")
                .asOperator()
                .json("{\"roomId\":\"" + room + "\",\"key\":\"key-00001\",\"plan\":{\"stockId\":\"" + CouponShop.STOCK
                        + "\",\"quantity\":" + quantity + ",\"perPerson\":1,\"peak\":1," + more
                        + "\"prizeOf\":{\"lottery\":\"" + draft.path("id").asText() + "\",\"tier\":1}}" + confirmed
                        + "}")
                .send();
    }

    private Http.Answer add(int quantity) {
        return add(quantity, "\"whileLive\":false,", CONFIRMED);
    }

    private Http.Answer close(JsonNode coupon) {
        return http.post("/admin/coupons/" + coupon.path("id").asText() + "/close")
                .asOperator()
                .send();
    }

    private static String fault(Http.Answer answer) {
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("type").asText()).isEqualTo("urn:kaibo:problem:coupon-unfit");
        assertThat(answer.body().path("tiers")).hasSize(1);
        assertThat(answer.body().at("/tiers/0/tier").asInt()).isEqualTo(1);
        return answer.body().at("/tiers/0/fault").asText();
    }

    @Test
    void itStartsWithACouponThatFits() {
        assertThat(fault(operator.starts(draft))).isEqualTo("missing");
        Http.Answer tooFew = add(1);
        assertThat(tooFew.status()).isEqualTo(201);
        assertThat(tooFew.body().path("state").asText()).isEqualTo("prize");
        assertThat(fault(operator.starts(draft))).isEqualTo("quantity");
        assertThat(add(2).status()).as("the tier has one").isEqualTo(200);
        assertThat(close(tooFew.body()).body().path("state").asText()).isEqualTo("closed");
        assertThat(shop.allotted()).isZero();
        assertThat(fault(operator.starts(draft))).isEqualTo("closed");
        Http.Answer added = add(2);
        assertThat(added.status()).isEqualTo(201);
        assertThat(shop.allotted()).isEqualTo(2);
        assertThat(operator.starts(draft).status()).isEqualTo(200);
        String at = "/admin/coupons/" + added.body().path("id").asText();
        assertThat(http.post(at + "/shelf").asOperator().json("{}").send().status())
                .as("it is never on a shelf")
                .isEqualTo(409);
        assertThat(http.get("/coupons?room=" + room).send().body().path("coupons"))
                .isEmpty();
    }

    @Test
    void aLotteryThatIsVoidGivesItsCouponsBack() {
        add(2);
        operator.starts(draft);
        ObjectNode words = json.createObjectNode().put("words", "设备故障");
        assertThat(http.post("/admin/lotteries/" + draft.path("id").asText() + "/void")
                        .asOperator()
                        .json(words.toString())
                        .send()
                        .status())
                .isEqualTo(200);
        deliveries.untilEmpty("lottery-draw", Deliveries.How.ONCE, 20);
        shop.takePrizes();
        assertThat(shop.allotted()).isZero();
        assertThat(world.items(CouponItems.TABLE).stream().map(Item::new).filter(item -> item.has("prizeClaims")))
                .allSatisfy(item -> assertThat(item.text("state")).isEqualTo("closed"));
        assertThat(world.takeMessages(CouponPrize.QUEUE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1001 | "whileLive":false,                                     | plan.quantity
            2    | "whileLive":true,                                      | plan.whileLive
            2    | "whileLive":false,"opensAt":"2027-01-01T00:00:00Z",    | plan.opensAt
            2    | "whileLive":false,"closesAt":"2027-01-01T00:00:00Z",   | plan.closesAt
            """)
    void aPlanOfPrizesIsChecked(int quantity, String more, String field) {
        Http.Answer answer = add(quantity, more, CONFIRMED);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.field()).isEqualTo(field);
    }

    @Test
    void prizesAreConfirmedAndOtherCouponsAreNot() {
        Http.Answer unconfirmed = add(2, "\"whileLive\":false,", "");
        assertThat(unconfirmed.status()).isEqualTo(422);
        assertThat(unconfirmed.field()).isEqualTo("confirmed");
        assertThat(world.items(CouponItems.TABLE)).isEmpty();
    }
}
