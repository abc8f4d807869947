package io.kaibo.coupon.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Words;
import io.kaibo.coupon.ClaimState;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponPlan;
import io.kaibo.coupon.CouponShop;
import io.kaibo.coupon.ticket.TicketTable;
import io.kaibo.sandbox.Fault;
import io.kaibo.sandbox.pay.PayEndpoint;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.ConsumedUnits;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.Exhaustive;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Many more viewers than coupons, all at once: exactly as many are given as there are, in our books and in WeChat Pay's. */
@QuarkusTest
@WithTestResource(LocalServers.class)
@TestProfile(ClaimRaceTest.AsDeployed.class)
class ClaimRaceTest {

    /** In other tests an instance looks for free tickets with each claim that finds none, which thousands of claims would do for hours. */
    public static final class AsDeployed implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("kaibo.coupon.kept", "PT5S");
        }
    }

    private static final int THREADS = Exhaustive.size(64, 16);
    private static final int CLAIMANTS = Exhaustive.size(20_000, 200);
    private static final int COUPONS = Exhaustive.size(5_000, 60);
    private static final int PER_PERSON = 2;
    private static final int RUNS = Exhaustive.size(3, 1);
    private static final int CLAIMANTS_OF_CUTS = Exhaustive.size(4_000, 200);
    private static final int COUPONS_OF_CUTS = Exhaustive.size(1_000, 60);
    private static final int CLAIMANTS_OF_FAULTS = Exhaustive.size(7_000, 80);
    private static final int COUPONS_OF_FAULTS = Exhaustive.size(5_000, 30);
    private static final Deliveries.How AT_ONCE = new Deliveries.How(1, 16);

    /** Of the calls of DynamoDB so many lose one answer after the effect; every second one of those is not made again. */
    private static final int LOST_OF = 50;

    private static final long SEED = 20261128;
    private static final Duration UNTIL_DUE = Duration.ofMinutes(11);
    private static final int MOST_SETTLES = 10;

    /** Longer than an instance goes by a coupon's being sold out. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(6);

    @Inject
    CouponShop shop;

    @Inject
    Deliveries deliveries;

    @Inject
    World world;

    @Inject
    Http http;

    @BeforeEach
    void clean() {
        world.clean();
    }

    @Test
    void exactlyAsManyAreGrantedAsThereAre() throws Exception {
        for (int run = 0; run < RUNS; run++) {
            world.clean();
            CouponId coupon = shelve(COUPONS);
            List<Request> requests = requests(coupon, shop.viewers(CLAIMANTS));
            assertThat(claimUntilNoneIsLeft(requests, COUPONS))
                    .isEqualTo(Map.of(202, (long) COUPONS, 409, (long) requests.size() - COUPONS));
            assertEachTicketHasOneClaim(COUPONS);
        }
        deliveries.untilEmpty("coupon-grant", AT_ONCE, 100);
        assertEachCouponIsGranted(COUPONS);
    }

    /** A number that a refused claim gives back may find all told that none is left: they ask again a moment later. */
    private Map<Integer, Long> claimUntilNoneIsLeft(List<Request> requests, int coupons) throws Exception {
        Map<Integer, Long> answers = answerAtOnce(requests);
        for (int i = 0; i < MOST_SETTLES && answers.get(202) < coupons; i++) {
            world.clock().advance(FORGOTTEN);
            answers = answerAtOnce(requests);
        }
        return answers;
    }

    /** Of three pots, and of a stock that has twice as many: WeChat Pay keeps none of the promises for us. */
    private CouponId shelve(int coupons) {
        CouponId coupon =
                shop.shelve(new CouponPlan(CouponShop.STOCK, coupons, PER_PERSON, null, null, false, 3_000, null));
        world.pay().putStock(CouponShop.STOCK, Map.of("max_coupons", 2 * coupons));
        shop.allot(coupons);
        return coupon;
    }

    /** One for each viewer; of every tenth three at once, of whom two at the most get a coupon. */
    private List<Request> requests(CouponId coupon, List<String> viewers) {
        return IntStream.range(0, viewers.size())
                .boxed()
                .flatMap(i -> IntStream.rangeClosed(1, i % 10 == 0 ? PER_PERSON + 1 : 1)
                        .mapToObj(n -> new Request(coupon, viewers.get(i), "key-0000" + n)))
                .toList();
    }

    /** While viewers claim, the pots are cut anew, more is allotted, and they are cut once more. */
    @Test
    void exactlyAsManyAreGivenWhilePotsAreCutAndMoreIsAllotted() throws Exception {
        int more = COUPONS_OF_CUTS / 2;
        CouponId coupon = shelve(COUPONS_OF_CUTS);
        List<Request> requests = requests(coupon, shop.viewers(CLAIMANTS_OF_CUTS));
        List<Callable<Integer>> calls = new ArrayList<>();
        requests.forEach(request -> calls.add(() -> claimUntilAnswered(request)));
        calls.add(COUPONS_OF_CUTS / 4, () -> change(coupon, "peak", 5_000));
        calls.add(COUPONS_OF_CUTS / 2, () -> change(coupon, "quantity", COUPONS_OF_CUTS + more));
        calls.add(3 * COUPONS_OF_CUTS / 4, () -> change(coupon, "peak", 12_000));
        assertThat(atOnce(calls).get(200)).as("the operator's").isEqualTo(3);
        world.clock().advance(FORGOTTEN);
        claimUntilNoneIsLeft(requests, COUPONS_OF_CUTS + more);
        assertEachTicketHasOneClaim(COUPONS_OF_CUTS + more);
        assertThat(shop.allotted()).isEqualTo(COUPONS_OF_CUTS + more);
    }

    private int change(CouponId coupon, String what, int value) {
        return http.call("PUT", "/admin/coupons/" + coupon + "/" + what)
                .asOperator()
                .json("{\"" + what + "\":" + value + "}")
                .send()
                .status();
    }

    /**
     * Answers of WeChat Pay and of DynamoDB are lost after the effect, and near its end the stock says that there are not enough. Viewers who
     * were told that none is left ask again.
     */
    @Test
    void whateverAnswersAreLostTheBooksAgree() throws Exception {
        CouponId coupon = shelve(COUPONS_OF_FAULTS);
        // so that it says so near the end of what the room gives
        world.pay().putStock(CouponShop.STOCK, Map.of("max_coupons", COUPONS_OF_FAULTS));
        List<String> viewers = shop.viewers(CLAIMANTS_OF_FAULTS);
        world.pay().faultSome(PayEndpoint.SEND, new Fault.DropAfter(), 5, SEED);
        world.pay().rules(Map.of("flap_percent", 50, "flap_last_percent", 20, "seed", SEED));
        loseAnswersOfDynamoDb();
        claimAtOnce(coupon, viewers);
        for (int round = 0; round < MOST_SETTLES && deliveries.round("coupon-grant", AT_ONCE) > 0; round++) {
            // what was put off comes again
        }
        Calls.reset();
        for (int i = 0; i < MOST_SETTLES && countGranted() < COUPONS_OF_FAULTS; i++) {
            world.clock().advance(UNTIL_DUE);
            shop.lookAfter();
            if (shop.holders().size() < COUPONS_OF_FAULTS) {
                claimAtOnce(coupon, viewers);
            }
            deliveries.untilEmpty("coupon-grant", AT_ONCE, 100);
        }
        assertEachCouponIsGranted(COUPONS_OF_FAULTS);
    }

    private static void loseAnswersOfDynamoDb() {
        AtomicInteger calls = new AtomicInteger();
        Calls.afterEach(call -> {
            int number = call.startsWith("DynamoDb.") ? calls.incrementAndGet() : 1;
            if (number % (2 * LOST_OF) == 0) {
                throw SdkClientException.create("planned: it took effect, and its answer is lost");
            }
            if (number % LOST_OF == 0) {
                throw RetryableException.create("planned: it took effect, and it is made again");
            }
        });
    }

    private long countGranted() {
        return shop.states().getOrDefault(Words.of(ClaimState.GRANTED), 0L);
    }

    private void assertEachTicketHasOneClaim(int coupons) {
        assertThat(shop.states()).isEqualTo(Map.of(Words.of(ClaimState.PENDING), (long) coupons));
        assertEachHasOne(coupons);
    }

    private void assertEachCouponIsGranted(int coupons) {
        assertThat(shop.states()).isEqualTo(Map.of(Words.of(ClaimState.GRANTED), (long) coupons));
        assertEachHasOne(coupons);
        assertThat(world.pay().granted()).hasSize(coupons);
        assertThat(world.pay().granted().stream()
                        .collect(Collectors.groupingBy(granted -> granted.openid(), Collectors.counting()))
                        .values())
                .allMatch(count -> count <= PER_PERSON);
    }

    private void assertEachHasOne(int coupons) {
        assertThat(shop.holders()).hasSize(coupons);
        assertThat(shop.holders().values()).doesNotHaveDuplicates();
        assertThat(ticketsOfClaims()).hasSize(coupons).doesNotHaveDuplicates();
        assertThat(shop.claimItems().stream()
                        .collect(Collectors.groupingBy(item -> item.text("person"), Collectors.counting()))
                        .values())
                .allMatch(count -> count <= PER_PERSON);
    }

    /** The tickets that claims name. */
    private List<Long> ticketsOfClaims() {
        return shop.claimItems().stream().map(item -> item.number("ticket")).toList();
    }

    @Test
    void aClaimCostsTheSameHoweverManyAreInFlight() throws Exception {
        world.clock().stop();
        CouponId coupon = shop.shelve(CouponShop.plan(COUPONS));
        List<String> viewers = shop.viewers(COUPONS);
        // reads the coupon, which is kept
        shop.claim(coupon, viewers.get(1), "key-00001");
        double first = ConsumedUnits.count(() -> shop.claim(coupon, viewers.getFirst(), "key-00001"));
        claimAtOnce(coupon, viewers.subList(2, COUPONS - 1));
        double last = ConsumedUnits.count(() -> shop.claim(coupon, viewers.getLast(), "key-00001"));
        assertThat(shop.claimItems()).hasSize(COUPONS);
        assertThat(last).isEqualTo(first).isPositive();
        System.out.printf("units of a claim with %d in flight: %.1f%n", COUPONS - 1, last);
    }

    /** The control: the pots hand out each number once, so the claims race for tickets that came back. */
    @Test
    void withoutTheConditionOfTheTicketTwoClaimsHoldOne() throws Exception {
        CouponId coupon = shop.shelve(CouponShop.plan(1));
        List<String> viewers = shop.viewers(9);
        world.pay().refuse(viewers.getLast(), "USER_AL_GET_COUPON", 0);
        shop.claim(coupon, viewers.getLast(), "key-00001");
        shop.grantAll();
        Calls.rewrite(Conditions.stripping(TicketTable.NOT_HELD));
        claimAtOnce(coupon, viewers.subList(0, 8));
        Calls.reset();
        assertThat(shop.claimItems().stream()
                        .filter(item -> item.text("state").equals(Words.of(ClaimState.PENDING)))
                        .map(item -> item.number("ticket")))
                .as("the tickets that pending claims name")
                .hasSizeGreaterThan(1)
                .containsOnly(0L);
    }

    private record Request(CouponId coupon, String viewer, String key) {}

    private Map<Integer, Long> claimAtOnce(CouponId coupon, List<String> viewers) throws Exception {
        return answerAtOnce(viewers.stream()
                .map(viewer -> new Request(coupon, viewer, "key-00001"))
                .toList());
    }

    private Map<Integer, Long> answerAtOnce(List<Request> requests) throws Exception {
        return atOnce(requests.stream()
                .<Callable<Integer>>map(request -> () -> claimUntilAnswered(request))
                .toList());
    }

    /** How many were answered with which status. */
    private static Map<Integer, Long> atOnce(List<Callable<Integer>> calls) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            Map<Integer, Long> counted = new HashMap<>();
            for (Future<Integer> answer : threads.invokeAll(calls)) {
                counted.merge(answer.get(), 1L, Long::sum);
            }
            return counted;
        }
    }

    /** As a mini-program does: it asks again, with the same key, where it got no good answer. */
    private int claimUntilAnswered(Request request) {
        int status = 503;
        while (status >= 500) {
            status = shop.claim(request.coupon(), request.viewer(), request.key())
                    .status();
        }
        return status;
    }
}
