package io.kaibo.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Item;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Transaction;
import io.kaibo.coupon.ticket.PotTable;
import io.kaibo.coupon.ticket.TicketTable;
import io.kaibo.person.LocalPersons;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each condition of tickets and pots is for: taken away, its promise is broken. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class CouponConditionsTest {

    private static final String FIRST = LocalPersons.of("o-1").value() + "#1";
    private static final String SECOND = LocalPersons.of("o-2").value() + "#1";

    @Inject
    CouponShop shop;

    @Inject
    TicketTable tickets;

    @Inject
    PotTable pots;

    @Inject
    Tables tables;

    @Inject
    World world;

    private CouponId coupon;

    @BeforeEach
    void shelve() {
        world.clean();
        coupon = shop.shelve(CouponShop.plan(1));
    }

    private void without(Condition condition, boolean kept) {
        if (!kept) {
            Calls.rewrite(Conditions.stripping(condition));
        }
    }

    private ClaimId claim(String openid) {
        return new ClaimId(LocalPersons.of(openid), coupon, 1);
    }

    private void hold(String openid) {
        Transaction transaction = new Transaction();
        tickets.hold(transaction, 0, claim(openid));
        tables.write(transaction);
    }

    private String holder() {
        return shop.holders().getOrDefault("0000000", "no holder");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theFirstHolderOfATicketKeepsIt(boolean kept) {
        hold("o-1");
        without(TicketTable.NOT_HELD, kept);
        hold("o-2");
        assertThat(holder()).isEqualTo(kept ? FIRST : SECOND);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTicketIsFreedByItsHolderAlone(boolean kept) {
        hold("o-1");
        without(TicketTable.HELD_BY_CLAIM, kept);
        Transaction transaction = new Transaction();
        tickets.free(transaction, 0, claim("o-2"));
        tables.write(transaction);
        assertThat(holder()).isEqualTo(kept ? FIRST : "no holder");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNumberThatIsGivenBackIsFreeOnlyIfNoClaimHoldsItsTicket(boolean kept) {
        hold("o-1");
        without(TicketTable.STILL_NOT_HELD, kept);
        tickets.giveBack(coupon, 0);
        assertThat(world.items(CouponItems.TABLE).stream().map(Item::new).anyMatch(item -> item.has("freeOf")))
                .isEqualTo(!kept);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPotHandsOutNoNumberBeyondItsEnd(boolean kept) {
        pots.take(coupon, 0);
        without(PotTable.HAS_NUMBERS, kept);
        assertThat(pots.take(coupon, 0).isPresent()).isEqualTo(!kept);
    }

    /** Else its numbers would be handed out by two pots. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPotIsNotCutBeforeANumberThatItHandedOut(boolean kept) {
        CouponId large = shop.put(CouponShop.plan(4), CouponState.ON_SHELF);
        PotTable.Pot seen = pots.findAll(large, 1).getFirst();
        IntStream.range(0, 3).forEach(i -> pots.take(large, 0));
        without(PotTable.ENDS_AS_SEEN, kept);
        assertThat(pots.split(large, seen, 2, 1)).isEqualTo(!kept);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPotIsMadeOnceAndTakesNothingFromAnotherInVain(boolean kept) {
        CouponId large = shop.put(CouponShop.plan(8), CouponState.ON_SHELF);
        assertThat(pots.split(large, pots.findAll(large, 1).getFirst(), 4, 1)).isTrue();
        assertThat(pots.take(large, 1)).hasValue(4);
        without(PotTable.ABSENT, kept);
        assertThat(pots.split(large, new PotTable.Pot(0, 0, 4), 2, 1)).isEqualTo(!kept);
        assertThat(pots.countNumbers(large, 2)).isEqualTo(kept ? 7 : 4);
    }
}
