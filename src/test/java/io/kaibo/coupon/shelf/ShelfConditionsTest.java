package io.kaibo.coupon.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Condition;
import io.kaibo.coupon.ClaimId;
import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponItems;
import io.kaibo.coupon.CouponShop;
import io.kaibo.coupon.CouponState;
import io.kaibo.coupon.CouponTable;
import io.kaibo.coupon.PrizeOf;
import io.kaibo.person.LocalPersons;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each condition of the shelf and of allotments is for: taken away, its promise is broken. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class ShelfConditionsTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final int SIZE = 4;
    private static final int STOCK = 5;

    @Inject
    CouponShop shop;

    @Inject
    AllotTable allotments;

    @Inject
    ShelfTable shelf;

    @Inject
    CouponTable coupons;

    @Inject
    World world;

    @BeforeEach
    void clean() {
        world.clean();
    }

    private static void without(Condition condition, boolean kept) {
        if (!kept) {
            Calls.rewrite(Conditions.stripping(condition));
        }
    }

    /** A draft that is to be added to a room. */
    private Coupon draft() {
        CouponId id = shop.put(CouponShop.plan(SIZE), CouponState.DRAFT);
        Coupon draft = find(id);
        world.empty(CouponItems.TABLE);
        return draft;
    }

    private Coupon find(CouponId id) {
        return SetupCalls.call(() -> coupons.find(id).orElseThrow());
    }

    private void add(Coupon coupon, @Nullable Allotment seen) {
        allotments.add(coupon, "operator", seen, STOCK, 0);
    }

    private long allotted() {
        return allotments.find(CouponShop.STOCK).orElseThrow().allotted();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theCouponsOfAllRoomsGiveNoMoreThanTheStockHas(boolean kept) {
        Coupon first = draft();
        Coupon second = draft();
        add(first, null);
        without(AllotTable.ARE_LEFT, kept);
        add(second, new Allotment(0, SIZE));
        assertThat(allotted()).isEqualTo(kept ? SIZE : 2 * SIZE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStockIsMetForTheFirstTimeOnce(boolean kept) {
        Coupon first = draft();
        Coupon second = draft();
        add(first, null);
        without(AllotTable.FIRST_MET, kept);
        add(second, null);
        assertThat(world.items(CouponItems.TABLE).stream()
                        .filter(item -> item.containsKey("pieces"))
                        .count())
                .as("of two coupons one is allotted")
                .isEqualTo(kept ? 1 : 2);
        assertThat(allotted()).isEqualTo(SIZE);
    }

    /** Else the claims of its prizes would be of a coupon that knows of none. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void prizesAreReplacedOnlyIfTheyWereClosedBeforeAnyWasClaimed(boolean kept) {
        Coupon prizes = find(shop.putPrizes(new PrizeOf("AAAAAAAAAAAAAAAAAAAAAA", 0), SIZE));
        without(AllotTable.ABSENT_OR_REPLACEABLE, kept);
        allotments.add(prizes, "operator", new Allotment(0, SIZE), 2 * SIZE, 0);
        Calls.reset();
        assertThat(allotted()).isEqualTo(kept ? SIZE : 2 * SIZE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCouponThatIsAddedTwiceIsAllottedOnce(boolean kept) {
        Coupon coupon = draft();
        allotments.add(coupon, "operator", null, 2 * STOCK, 0);
        without(AllotTable.ABSENT, kept);
        allotments.add(coupon, "operator", new Allotment(0, SIZE), 2 * STOCK, 0);
        assertThat(allotted()).isEqualTo(kept ? SIZE : 2 * SIZE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClosedCouponIsNotShelved(boolean kept) {
        CouponId id = shop.put(CouponShop.plan(SIZE), CouponState.CLOSED);
        without(ShelfTable.CAN_BE_SHELVED, kept);
        shelf.shelve(id, "operator", NOW);
        assertThat(find(id).state()).isEqualTo(kept ? CouponState.CLOSED : CouponState.ON_SHELF);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClosedCouponIsNotTakenOffTheShelf(boolean kept) {
        CouponId id = shop.put(CouponShop.plan(SIZE), CouponState.CLOSED);
        without(ShelfTable.ON_SHELF, kept);
        shelf.unshelve(id, NOW);
        assertThat(find(id).state()).isEqualTo(kept ? CouponState.CLOSED : CouponState.OFF_SHELF);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCouponThatWasShelvedAgainIsNotClosedAsItWasSeen(boolean kept) {
        Coupon coupon = draft();
        add(coupon, null);
        shelf.shelve(coupon.id(), "operator", NOW);
        shelf.unshelve(coupon.id(), NOW);
        ShelfTable.Managed seen = shelf.find(coupon.id()).orElseThrow();
        shelf.shelve(coupon.id(), "operator", NOW.plusSeconds(1));
        shelf.unshelve(coupon.id(), NOW.plusSeconds(2));
        without(ShelfTable.AS_SEEN, kept);
        assertThat(shelf.close(seen, SIZE)).isEqualTo(!kept);
        assertThat(allotted()).isEqualTo(kept ? SIZE : 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTrialMakesNoCoupon(boolean kept) {
        without(ShelfTable.IS_THERE, kept);
        shelf.noteTrial(new ClaimId(LocalPersons.of("o-buyer-0"), new CouponId("A".repeat(22)), 1));
        assertThat(world.items(CouponItems.TABLE).isEmpty()).isEqualTo(kept);
    }

    /** A coupon that is allotted, and its plan with two more. */
    private Coupon allottedCoupon() {
        Coupon coupon = draft();
        allotments.add(coupon, "operator", null, 2 * STOCK, 0);
        return coupon;
    }

    private boolean addTwo(Coupon seen) {
        return allotments.addMore(seen, seen.plan().withQuantity(SIZE + 2), new Allotment(0, allotted()), 2 * STOCK);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingMoreIsAllottedToACouponThatIsClosed(boolean kept) {
        Coupon coupon = allottedCoupon();
        shelf.close(shelf.find(coupon.id()).orElseThrow(), SIZE);
        without(AllotTable.AS_LARGE, kept);
        assertThat(addTwo(coupon)).isEqualTo(!kept);
        assertThat(allotted()).isEqualTo(kept ? 0 : 2);
    }

    /** Its pot is not made yet: the new numbers would come in the pot that gets the old ones. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsAllottedMeanwhileTakesNoPotOfOneThatIsCut(boolean kept) {
        Coupon coupon = allottedCoupon();
        assertThat(allotments.changePots(coupon, coupon.plan().withPeak(2_000), 2))
                .isTrue();
        without(AllotTable.AS_LARGE, kept);
        assertThat(addTwo(coupon)).isEqualTo(!kept);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsAllottedMeanwhileStaysWhenPotsAreCut(boolean kept) {
        Coupon coupon = allottedCoupon();
        assertThat(addTwo(coupon)).isTrue();
        without(AllotTable.STILL_AS_LARGE, kept);
        allotments.changePots(coupon, coupon.plan().withPeak(2_000), 2);
        assertThat(find(coupon.id()).size()).isEqualTo(kept ? SIZE + 2 : SIZE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsAllottedMeanwhileGoesBackWhenACouponIsClosed(boolean kept) {
        Coupon coupon = allottedCoupon();
        ShelfTable.Managed seen = shelf.find(coupon.id()).orElseThrow();
        assertThat(addTwo(coupon)).isTrue();
        without(ShelfTable.AS_SEEN, kept);
        assertThat(shelf.close(seen, SIZE)).as("too few for what it has now").isEqualTo(!kept);
    }
}
