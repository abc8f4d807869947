package io.kaibo.coupon.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Condition;
import io.kaibo.coupon.Claim;
import io.kaibo.coupon.ClaimState;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponPlan;
import io.kaibo.coupon.CouponShop;
import io.kaibo.coupon.ticket.TicketTable;
import io.kaibo.person.LocalPersons;
import io.kaibo.person.Person;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each condition of grants is for: taken away, its promise is broken. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class GrantConditionsTest {

    private static final String VIEWER = "o-buyer-0";
    private static final Person PERSON = LocalPersons.of(VIEWER);
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    @Inject
    CouponShop shop;

    @Inject
    GrantTable grants;

    @Inject
    HaltTable halts;

    @Inject
    SendingTable leases;

    @Inject
    World world;

    private CouponId coupon;
    private Claim claim;

    @BeforeEach
    void claim() {
        world.clean();
        shop.viewers(2);
        coupon = shop.shelve(new CouponPlan(CouponShop.STOCK, 2, 2, null, null, false, 1_000, null));
        shop.claim(coupon, VIEWER, "key-00001");
        claim = shop.find(coupon, VIEWER, 1);
    }

    private void without(Condition condition, boolean kept) {
        if (!kept) {
            Calls.rewrite(Conditions.stripping(condition));
        }
    }

    private ClaimState state() {
        return shop.find(coupon, VIEWER, 1).state();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClaimThatIsGrantedIsNotRefused(boolean kept) {
        grants.grant(claim, "w-1", NOW);
        without(GrantTable.PENDING, kept);
        grants.refuse(claim, "RULE_LIMIT", NOW);
        assertThat(state()).isEqualTo(kept ? ClaimState.GRANTED : ClaimState.REFUSED);
        assertThat(shop.holders()).hasSize(kept ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onlyARefusedClaimIsGrantedLate(boolean kept) {
        without(GrantTable.REFUSED, kept);
        grants.grantBeyond(claim, "w-1", NOW);
        assertThat(state()).isEqualTo(kept ? ClaimState.PENDING : ClaimState.GRANTED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCouponOfWeChatPaysIsOfOneClaim(boolean kept) {
        grants.grant(claim, "w-1", NOW);
        shop.claim(coupon, VIEWER, "key-00002");
        Claim second = shop.find(coupon, VIEWER, 2);
        without(GrantTable.OF_NO_OTHER, kept);
        grants.grant(second, "w-1", NOW);
        assertThat(shop.find(coupon, VIEWER, 2).state()).isEqualTo(kept ? ClaimState.PENDING : ClaimState.GRANTED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClaimThatIsEndedIsNotDueAgain(boolean kept) {
        grants.grant(claim, "w-1", NOW);
        without(GrantTable.STILL_PENDING, kept);
        grants.putOff(new Attempt(claim, null, null, null, null), "BUSY", NOW);
        assertThat(shop.claimItems()).singleElement().matches(item -> item.has("dueAt") == !kept);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneSenderAsksForAPersonAtATime(boolean kept) {
        assertThat(take("one", NOW)).isTrue();
        without(SendingTable.FREE, kept);
        assertThat(take("two", NOW.plusSeconds(1))).isEqualTo(!kept);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSenderWhoseLeaseLapsedReleasesNoOthers(boolean kept) {
        take("one", NOW);
        take("two", NOW.plusSeconds(91));
        without(SendingTable.MINE, kept);
        leases.release(PERSON, "one");
        assertThat(take("three", NOW.plusSeconds(92))).isEqualTo(!kept);
    }

    private boolean take(String lease, Instant now) {
        return leases.take(PERSON, lease, now, now.plusSeconds(90));
    }

    @Test
    void aLateGrantTakesItsTicketBack() {
        grants.refuse(claim, "RULE_LIMIT", NOW);
        assertThat(grants.grantLate(claim, "w-1", NOW)).isTrue();
        assertThat(state()).isEqualTo(ClaimState.GRANTED);
        assertThat(shop.holders()).isEqualTo(Map.of("0000000", PERSON.value() + "#1"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLateGrantTakesNoTicketThatWentBackToTheStock(boolean kept) {
        grants.refuse(claim, "RULE_LIMIT", NOW);
        halts.close(coupon, "closed");
        without(GrantTable.NOT_CLOSED, kept);
        assertThat(grants.grantLate(claim, "w-1", NOW)).isEqualTo(!kept);
        assertThat(shop.holders()).hasSize(kept ? 0 : 1);
    }

    @Test
    void aLateGrantTakesTheTicketThatItKeptAlsoOfAClosedCoupon() {
        grants.refuseWithTicket(claim, "NOT_ENOUGH", NOW);
        halts.close(coupon, "its stock is used up");
        assertThat(grants.grantKept(claim, "w-1", NOW)).isTrue();
        assertThat(state()).isEqualTo(ClaimState.GRANTED);
        assertThat(shop.holders()).isEqualTo(Map.of("0000000", PERSON.value() + "#1"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLateGrantKeepsNoTicketThatIsFree(boolean kept) {
        grants.refuse(claim, "RULE_LIMIT", NOW);
        without(TicketTable.HELD_BY_CLAIM, kept);
        assertThat(grants.grantKept(claim, "w-1", NOW)).isEqualTo(!kept);
    }

    @Test
    void aLateGrantTakesNoTicketOfAnothers() {
        grants.refuse(claim, "RULE_LIMIT", NOW);
        shop.claim(coupon, "o-buyer-1", "key-00001");
        shop.claim(coupon, "o-buyer-1", "key-00002");
        assertThat(shop.holders()).hasSize(2);
        assertThat(grants.grantLate(claim, "w-1", NOW)).isFalse();
        assertThat(grants.grantBeyond(claim, "w-1", NOW)).isTrue();
        assertThat(state()).isEqualTo(ClaimState.GRANTED);
        assertThat(shop.holders().values())
                .allMatch(
                        holder -> holder.startsWith(LocalPersons.of("o-buyer-1").value()));
    }
}
