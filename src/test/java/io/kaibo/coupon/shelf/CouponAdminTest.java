package io.kaibo.coupon.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponItems;
import io.kaibo.coupon.CouponShop;
import io.kaibo.coupon.CouponState;
import io.kaibo.http.Role;
import io.kaibo.local.LocalLambda;
import io.kaibo.room.RoomId;
import io.kaibo.sandbox.Fault;
import io.kaibo.sandbox.pay.PayEndpoint;
import io.kaibo.sandbox.pay.PaySigning;
import io.kaibo.testing.Events;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Operators add coupons, try them out, put them on the shelf, push and close them. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class CouponAdminTest {

    private static final String OPERATOR = "o-buyer-0";

    @Inject
    CouponShop shop;

    @Inject
    World world;

    @Inject
    Http http;

    @Inject
    LocalLambda functions;

    private RoomId room;

    @BeforeEach
    void aRoomIsOnAir() {
        world.clean();
        shop.viewers(3);
        room = RoomId.ofWeChat(
                world.sandbox().createRoom(Map.of("live_status", 101)).roomid());
        functions.call("room-sync", Events.read("schedule/whole").getBytes(StandardCharsets.UTF_8));
        world.pay().putStock(CouponShop.STOCK, Map.of("max_coupons", 10, "max_coupons_per_user", 2));
    }

    private Http.Answer add(String key, String plan) {
        return http.post("/admin/coupons")
                .asOperator()
                .json("{\"roomId\":\"" + room + "\",\"key\":\"" + key + "\",\"plan\":" + plan + "}")
                .send();
    }

    private static String plan(int quantity) {
        return "{\"stockId\":\"" + CouponShop.STOCK + "\",\"quantity\":" + quantity
                + ",\"perPerson\":1,\"whileLive\":true,\"peak\":2000}";
    }

    private Http.Answer post(String path, String body) {
        return http.post("/admin/coupons/" + path).asOperator().json(body).send();
    }

    /** Without a body. */
    private Http.Answer post(String path) {
        return http.post("/admin/coupons/" + path).asOperator().send();
    }

    private JsonNode show(String id) {
        return http.get("/admin/coupons/" + id).asOperator().send().body();
    }

    private static String type(Http.Answer answer) {
        return answer.body().path("type").asText().replace("urn:kaibo:problem:", "");
    }

    @Test
    void aCouponIsAddedTriedOutShelvedPushedAndClaimed() {
        Http.Answer added = add("key-00001", plan(3));
        assertThat(added.status()).isEqualTo(201);
        String id = added.body().path("id").asText();
        assertThat(add("key-00001", plan(3)).status()).isEqualTo(200);
        assertThat(type(post(id + "/shelf", "{}"))).isEqualTo("not-authorised");
        String trial = "{\"key\":\"trial-001\",\"viewerToken\":\"" + shop.token(OPERATOR) + "\"}";
        assertThat(post(id + "/trial", trial).status()).isEqualTo(202);
        assertThat(post(id + "/trial", trial).body().at("/trial/state").asText())
                .isEqualTo("pending");
        shop.grantAll();
        assertThat(show(id).at("/trial/state").asText()).isEqualTo("granted");
        assertThat(post(id + "/shelf", "{}").body().path("state").asText()).isEqualTo("on-shelf");
        assertThat(type(post(id + "/trial", trial))).isEqualTo("coupon-state");
        Http.Answer push = http.post("/admin/coupons/" + id + "/push")
                .as(Role.ANCHOR)
                .json("{\"key\":\"push-0001\"}")
                .send();
        assertThat(push.status()).isEqualTo(200);
        post(id + "/push", "{\"key\":\"push-0001\"}");
        assertThat(http.get("/rooms/" + room + "/feed").send().body().path("entries"))
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.at("/values/couponId").asText()).isEqualTo(id));
        assertThat(shop.claim(new CouponId(id), "o-buyer-1", "key-00001").status())
                .isEqualTo(202);
        shop.grantAll();
        JsonNode numbers = http.get("/admin/coupons/numbers?room=" + room)
                .as(Role.AUDITOR)
                .send()
                .body()
                .at("/coupons/0");
        assertThat(numbers.path("granted").asInt()).isEqualTo(2);
        assertThat(numbers.path("allotted").asInt()).isEqualTo(3);
        assertThat(world.pay().granted()).hasSize(2);
    }

    /** Each trial holds a ticket, and asks WeChat Pay. */
    @Test
    void anOperatorTriesACouponOutAsOftenAsAViewerMayClaimIt() {
        CouponId draft = shop.put(CouponShop.plan(5), CouponState.DRAFT);
        String trial = "{\"key\":\"trial-00%d\",\"viewerToken\":\"" + shop.token(OPERATOR) + "\"}";
        assertThat(post(draft + "/trial", trial.formatted(1)).status()).isEqualTo(202);
        assertThat(type(post(draft + "/trial", trial.formatted(2)))).isEqualTo("claim-limit");
        assertThat(post(draft + "/trial", trial.formatted(1)).status()).isEqualTo(202);
        assertThat(shop.holders()).hasSize(1);
    }

    @Test
    void theOperatorsConfirmationStandsInForATrial() {
        String id = add("key-00001", plan(3)).body().path("id").asText();
        Http.Answer half = post(
                id + "/shelf",
                "{\"confirmed\":{\"stockAuthorised\":true,\"creatorBound\":true,\"redeemerBound\":false}}");
        assertThat(half.status()).isEqualTo(422);
        assertThat(half.field()).isEqualTo("confirmed.redeemerBound");
        Http.Answer shelved = post(
                id + "/shelf",
                "{\"confirmed\":{\"stockAuthorised\":true,\"creatorBound\":true,\"redeemerBound\":true}}");
        assertThat(shelved.status()).isEqualTo(200);
        assertThat(shelved.body().at("/confirmation/by").asText()).isNotEmpty();
    }

    @Test
    void allRoomsTogetherGetNoMoreThanTheStockHas() {
        world.pay().putStock(CouponShop.STOCK, Map.of("distributed_coupons", 3));
        assertThat(add("key-00001", plan(4)).status()).isEqualTo(201);
        world.pay().putStock(CouponShop.STOCK, Map.of("distributed_coupons", 5));
        Http.Answer tooMany = add("key-00002", plan(4));
        assertThat(type(tooMany)).isEqualTo("stock-allotted");
        assertThat(tooMany.body().path("left").asInt())
                .as("what we sent ourselves is not taken away twice")
                .isEqualTo(3);
        assertThat(add("key-00003", plan(3)).status()).isEqualTo(201);
        assertThat(type(add("key-00004", plan(1)))).isEqualTo("stock-allotted");
    }

    @Test
    void aCouponThatWasHaltedForItsStockIsAskedForWhenItIsShelvedAgain() {
        CouponId coupon = shop.shelve(CouponShop.plan(5));
        world.pay().putStock(CouponShop.STOCK, Map.of("status", "paused"));
        shop.claim(coupon, OPERATOR, "key-00001");
        shop.grantRound();
        assertThat(show(coupon.value()).path("halt").asText()).isEqualTo("its stock is paused");
        assertThat(show(coupon.value()).path("state").asText()).isEqualTo("off-shelf");
        world.pay().putStock(CouponShop.STOCK, Map.of("status", "running"));
        JsonNode shelved = post(
                        coupon + "/shelf",
                        "{\"confirmed\":{\"stockAuthorised\":true,\"creatorBound\":true,\"redeemerBound\":true}}")
                .body();
        assertThat(shelved.path("state").asText()).isEqualTo("on-shelf");
        assertThat(shelved.has("halt")).isFalse();
        world.clock().advance(Duration.ofHours(1));
        shop.settle();
        shop.grantAll();
        assertThat(shop.states()).isEqualTo(Map.of("granted", 1L));
    }

    @Test
    void whatWasNotGrantedGoesBackWhenACouponIsClosed() {
        String id = add("key-00001", plan(10)).body().path("id").asText();
        assertThat(type(add("key-00002", plan(1)))).isEqualTo("stock-allotted");
        Http.Answer closed = post(id + "/close");
        assertThat(closed.body().path("state").asText()).isEqualTo("closed");
        assertThat(post(id + "/close").status()).isEqualTo(200);
        assertThat(add("key-00002", plan(10)).status()).isEqualTo(201);
        assertThat(type(post(id + "/shelf", "{}"))).isEqualTo("coupon-state");
    }

    private int unshelve(CouponId coupon) {
        return http.call("DELETE", "/admin/coupons/" + coupon + "/shelf")
                .asOperator()
                .send()
                .status();
    }

    @Test
    void aCouponIsClosedWhenTheLastClaimsAreOver() {
        CouponId coupon = shop.shelve(CouponShop.plan(5));
        shop.allot(5);
        shop.claim(coupon, OPERATOR, "key-00001");
        world.pay().refuse("o-buyer-1", "USER_AL_GET_COUPON", 0);
        shop.claim(coupon, "o-buyer-1", "key-00001");
        assertThat(type(post(coupon + "/close"))).isEqualTo("coupon-state");
        assertThat(unshelve(coupon)).isEqualTo(200);
        assertThat(post(coupon + "/close").status()).isEqualTo(503);
        world.clock().advance(Duration.ofSeconds(41));
        Http.Answer tooEarly = post(coupon + "/close");
        assertThat(type(tooEarly)).isEqualTo("claims-pending");
        assertThat(tooEarly.body().path("pending").asInt()).isEqualTo(2);
        shop.grantAll();
        assertThat(post(coupon + "/close").status()).isEqualTo(200);
        assertThat(shop.allotted())
                .as("one is granted; what was refused goes back")
                .isEqualTo(1);
    }

    @Test
    void aDraftIsClosedWhenItsTrialIsOver() {
        CouponId draft = shop.put(CouponShop.plan(5), CouponState.DRAFT);
        shop.allot(5);
        post(draft + "/trial", "{\"key\":\"trial-001\",\"viewerToken\":\"" + shop.token(OPERATOR) + "\"}");
        assertThat(post(draft + "/close").status()).isEqualTo(503);
        world.clock().advance(Duration.ofSeconds(41));
        assertThat(type(post(draft + "/close"))).isEqualTo("claims-pending");
        shop.grantAll();
        assertThat(post(draft + "/close").status()).isEqualTo(200);
        assertThat(shop.allotted()).isEqualTo(1);
    }

    /** The index by which claims are counted may be late; here it has lost a claim, which is granted after all. */
    @Test
    void aTicketThatIsHeldDoesNotGoBack() {
        CouponId coupon = shop.shelve(CouponShop.plan(5));
        shop.allot(5);
        shop.claim(coupon, OPERATOR, "key-00001");
        Map<String, AttributeValue> claim = new HashMap<>(world.items(CouponItems.TABLE).stream()
                .filter(item -> item.containsKey("counted"))
                .findFirst()
                .orElseThrow());
        claim.remove("counted");
        world.putItem(CouponItems.TABLE, claim);
        unshelve(coupon);
        world.clock().advance(Duration.ofSeconds(41));
        assertThat(post(coupon + "/close").status()).isEqualTo(200);
        assertThat(shop.allotted()).isEqualTo(1);
        shop.grantAll();
        assertThat(shop.states()).isEqualTo(Map.of("granted", 1L));
        assertThat(shop.claimItems()).noneMatch(item -> item.has("beyond"));
    }

    @ParameterizedTest
    @CsvSource({
        "status, stoped, stopped",
        "status, paused, paused",
        "status, unactivated, unactivated",
        "stock_type, DISCOUNT_CUT, kind",
        "stock_creator_mchid, 1900000199, not-ours"
    })
    void aStockThatCannotBeGivenAwayIsNotAdded(String field, String value, String why) {
        world.pay().putStock(CouponShop.STOCK, Map.of(field, value));
        Http.Answer answer = add("key-00001", plan(3));
        if (answer.status() == 422) {
            assertThat(answer.field())
                    .as("WeChat Pay knows it only of its creator")
                    .isEqualTo("plan.stockId");
        } else {
            assertThat(type(answer)).isEqualTo("stock-unfit");
            assertThat(answer.body().path("stock").asText()).isEqualTo(why);
        }
        assertThat(world.items(CouponItems.TABLE)).isEmpty();
    }

    @Test
    void aStockThatDoesNotExistIsNamed() {
        Http.Answer answer = add("key-00001", plan(3).replace(CouponShop.STOCK, "4711"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.field()).isEqualTo("plan.stockId");
    }

    @Test
    void aPlanThatAsksForMoreThanTheStockGivesIsRefused() {
        Http.Answer answer = add("key-00001", plan(3).replace("\"perPerson\":1", "\"perPerson\":3"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.field()).isEqualTo("plan.perPerson");
    }

    @Test
    void whileWeChatPayIsAwayNothingIsAdded() {
        world.pay().fault(PayEndpoint.STOCK, new Fault.Fail(503), 0, 0);
        assertThat(add("key-00001", plan(3)).status()).isEqualTo(503);
        assertThat(world.items(CouponItems.TABLE)).isEmpty();
    }

    @Test
    void theSelfCheckSaysWhetherTheKeysFit() {
        assertThat(post("self-check").status()).isEqualTo(204);
        world.pay().fault(PayEndpoint.ECHO, new Fault.Fail(503));
        assertThat(post("self-check").status()).isEqualTo(503);
    }

    @Test
    void theSelfCheckNamesAnAnswerByAWrongKey() {
        world.pay().sign(PaySigning.WRONG);
        assertThat(post("self-check").body().toString()).contains("signed as it should be: SIGNATURE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHIPPING", "ANCHOR", "AUDITOR"})
    void othersThanOperatorsAddNone(String role) {
        Http.Answer answer = http.post("/admin/coupons")
                .as(Role.valueOf(role))
                .json("{\"roomId\":\"" + room + "\",\"key\":\"key-00001\",\"plan\":" + plan(1) + "}")
                .send();
        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void aDraftIsNotPushed() {
        CouponId draft = shop.put(CouponShop.plan(1), CouponState.DRAFT);
        assertThat(type(post(draft + "/push", "{\"key\":\"push-0001\"}"))).isEqualTo("not-on-shelf");
    }

    @Test
    void aCouponIsPushedWhileItsRoomIsOnAir() {
        CouponId coupon = shop.shelve(CouponShop.plan(1));
        assertThat(post(coupon + "/push", "{\"key\":\"push-0001\"}").status()).isIn(404, 409);
    }

    /** The pot is empty by then: the number is found in the index of those that are free. */
    @Test
    void aTrialThatIsRefusedLeavesItsNumberToTheNext() {
        String id = add("key-00001", plan(1)).body().path("id").asText();
        world.pay().refuse(OPERATOR, "USER_AL_GET_COUPON", 0);
        for (String viewer : List.of(OPERATOR, "o-buyer-1")) {
            String trial = "{\"key\":\"trial-of-" + viewer + "\",\"viewerToken\":\"" + shop.token(viewer) + "\"}";
            assertThat(post(id + "/trial", trial).status()).isEqualTo(202);
            shop.grantAll();
        }
        assertThat(shop.states()).isEqualTo(Map.of("refused", 1L, "granted", 1L));
        assertThat(shop.holders()).hasSize(1);
    }

    @Test
    void aTokenThatIsNoViewersTriesNothingOut() {
        CouponId draft = shop.put(CouponShop.plan(1), CouponState.DRAFT);
        Http.Answer answer = post(draft + "/trial", "{\"key\":\"trial-001\",\"viewerToken\":\"a.b.c\"}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.field()).isEqualTo("viewerToken");
        assertThat(shop.claimItems()).isEmpty();
    }
}
