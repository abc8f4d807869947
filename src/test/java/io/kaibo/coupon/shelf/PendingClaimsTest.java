package io.kaibo.coupon.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.coupon.ClaimToGrant;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponShop;
import io.kaibo.person.LocalPersons;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators see claims that are pending, and give up those of which WeChat Pay says no last word. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class PendingClaimsTest {

    private static final String VIEWER = "o-buyer-0";

    @Inject
    CouponShop shop;

    @Inject
    World world;

    @Inject
    Http http;

    private CouponId coupon;

    @BeforeEach
    void shelve() {
        world.clean();
        shop.viewers(2);
        coupon = shop.shelve(CouponShop.plan(5));
        shop.allot(5);
    }

    /** Two viewers claim, and the stock is stopped before WeChat Pay is asked. */
    private void claimOfAPausedStock() {
        shop.claim(coupon, VIEWER, "key-00001");
        shop.claim(coupon, "o-buyer-1", "key-00001");
        world.pay().putStock(CouponShop.STOCK, Map.of("status", "paused"));
        shop.grantRound();
        world.takeMessages(ClaimToGrant.QUEUE);
    }

    private Http.Answer list() {
        return http.get("/admin/coupons/" + coupon + "/pending").asOperator().send();
    }

    private List<Integer> tickets() {
        return list().body()
                .path("claims")
                .valueStream()
                .map(claim -> claim.path("ticket").asInt())
                .toList();
    }

    private Http.Answer giveUp(Object ticket) {
        return http.post("/admin/coupons/" + coupon + "/pending/" + ticket + "/give-up")
                .asOperator()
                .send();
    }

    private Http.Answer close() {
        return http.post("/admin/coupons/" + coupon + "/close").asOperator().send();
    }

    @Test
    void theyAreNamedByTheirTicketsAndNotByTheirPersons() {
        claimOfAPausedStock();
        assertThat(tickets()).hasSize(2);
        JsonNode claim = list().body().at("/claims/0");
        assertThat(claim.path("requestNumber").asText()).startsWith("kb");
        assertThat(claim.path("lastCode").asText()).isNotEmpty();
        assertThat(list().body().toString())
                .doesNotContain(LocalPersons.of(VIEWER).value());
    }

    @Test
    void whatIsPendingForAnHourIsGivenUpAndTheCouponIsClosed() {
        claimOfAPausedStock();
        List<Integer> tickets = tickets();
        Http.Answer tooEarly = giveUp(tickets.getFirst());
        assertThat(tooEarly.status()).isEqualTo(409);
        assertThat(tooEarly.body().path("state").asText()).isEqualTo("pending");
        world.clock().advance(Duration.ofHours(1));
        assertThat(giveUp(tickets.getFirst()).body().path("state").asText()).isEqualTo("refused");
        assertThat(giveUp(tickets.getFirst()).status()).as("once more").isEqualTo(200);
        assertThat(tickets()).isEqualTo(tickets.subList(1, 2));
        assertThat(close().status()).isEqualTo(409);
        giveUp(tickets.getLast());
        assertThat(shop.claims(VIEWER))
                .singleElement()
                .satisfies(claim -> assertThat(claim.path("refusal").asText()).isEqualTo("given-up"));
        assertThat(close().status()).isEqualTo(200);
        assertThat(shop.holders()).as("WeChat Pay may have sent them").hasSize(2);
        assertThat(shop.allotted()).isEqualTo(2);
    }

    @Test
    void aClaimThatIsGrantedIsNotGivenUp() {
        shop.claim(coupon, VIEWER, "key-00001");
        int ticket = tickets().getFirst();
        shop.grantAll();
        world.clock().advance(Duration.ofHours(1));
        Http.Answer answer = giveUp(ticket);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("state").asText()).isEqualTo("granted");
        assertThat(shop.states()).isEqualTo(Map.of("granted", 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "00", "-1", "ticket", "12345678901"})
    void aTicketThatNoClaimHoldsIsNotFound(String ticket) {
        assertThat(giveUp(ticket).status()).isEqualTo(404);
    }
}
