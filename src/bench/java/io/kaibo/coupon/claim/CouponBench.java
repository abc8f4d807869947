package io.kaibo.coupon.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Deployment;
import io.kaibo.aws.Item;
import io.kaibo.coupon.Claim;
import io.kaibo.coupon.ClaimItems;
import io.kaibo.coupon.ClaimToGrant;
import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponItems;
import io.kaibo.coupon.CouponPlan;
import io.kaibo.coupon.CouponShop;
import io.kaibo.coupon.CouponTable;
import io.kaibo.http.Viewer;
import io.kaibo.person.LocalPersons;
import io.kaibo.person.Person;
import io.kaibo.testing.Calls;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.Together;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Viewers claim a coupon, beside a bare loop of the same update of a pot and the same transaction for each of them, and one of all four
 * requests of a claim: it reads the viewer's own claims before, and sends a message after. Prints a table in Markdown.
 * What it asserts is which requests were made; times are only printed. For a first look,
 * {@code -Dkaibo.bench.measured=500 -Dkaibo.bench.runs=1}.
 */
@QuarkusTest
@TestProfile(CouponBench.AsDeployed.class)
@WithTestResource(LocalServers.class)
class CouponBench {

    /** Instances keep coupons as long as where they are deployed. */
    public static final class AsDeployed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("kaibo.coupon.kept", "PT5S");
        }
    }

    private static final int MEASURED = Integer.getInteger("kaibo.bench.measured", 5_000);
    private static final int RUNS = Integer.getInteger("kaibo.bench.runs", 7);
    private static final int THREADS = 16;
    private static final int POTS = 4;

    @Inject
    World world;

    @Inject
    CouponShop shop;

    @Inject
    CouponTable coupons;

    @Inject
    ClaimCoupon claimCoupon;

    @Inject
    NewClaims newClaims;

    @Inject
    DynamoDbClient dynamoDb;

    @Inject
    SqsClient sqs;

    @Inject
    Deployment deployment;

    @Test
    void claim() throws Exception {
        world.clean();
        List<Double> bare = new ArrayList<>();
        List<Double> bareAll = new ArrayList<>();
        List<Double> kaibo = new ArrayList<>();
        // the first of each warms up
        for (int run = 0; run <= RUNS; run++) {
            bare.add(claimBare(this::writeBare));
            bareAll.add(claimBare(this::claimBare));
            kaibo.add(claimByUseCase());
        }
        double bareRate = median(bare.subList(1, bare.size()));
        double bareAllRate = median(bareAll.subList(1, bareAll.size()));
        double rate = median(kaibo.subList(1, kaibo.size()));
        System.out.printf("%n| claiming | claims a second | × bare loop |%n| --- | --- | --- |%n");
        System.out.printf("| a bare loop of the update and the transaction | %.0f | 1.00 |%n", bareRate);
        System.out.printf("| a bare loop of all four requests | %.0f | %.2f |%n", bareAllRate, bareAllRate / bareRate);
        System.out.printf("| Kaibo | %.0f | %.2f |%n", rate, rate / bareRate);
    }

    /** It has as many numbers in each pot as there are claims, so that a pot that is chosen at random is never empty. */
    private CouponId shelve() {
        return shop.shelve(new CouponPlan(CouponShop.STOCK, POTS * MEASURED, 1, null, null, false, POTS * 1_000, null));
    }

    private double claimByUseCase() throws Exception {
        CouponId id = shelve();
        Calls.reset();
        double rate = claimAll(i -> claimCoupon.claim(id, new Viewer(LocalPersons.of("o-" + i)), "key-00001"));
        assertThat(Calls.count("DynamoDb.UpdateItem")).isEqualTo(MEASURED);
        assertThat(Calls.count("DynamoDb.TransactWriteItems")).isEqualTo(MEASURED);
        assertThat(Calls.count("DynamoDb.Query")).isEqualTo(MEASURED);
        assertThat(Calls.count("Sqs.SendMessage")).isEqualTo(MEASURED);
        // the coupon is read anew every five seconds, and by several threads at first
        assertThat(Calls.count("DynamoDb.GetItem")).isLessThan(MEASURED / 2L);
        return rate;
    }

    private double claimBare(BareClaim claim) throws Exception {
        CouponId id = shelve();
        Coupon coupon = SetupCalls.call(() -> coupons.find(id).orElseThrow());
        return claimAll(i -> claim.make(coupon, i));
    }

    private interface BareClaim {
        void make(Coupon coupon, int viewer);
    }

    private void claimBare(Coupon coupon, int viewer) {
        Person person = LocalPersons.of("o-" + viewer);
        dynamoDb.query(query -> query.tableName(deployment.resource(CouponItems.TABLE))
                .keyConditionExpression("pk = :person AND begins_with(sk, :coupon)")
                .consistentRead(true)
                .expressionAttributeValues(Map.of(
                        ":person", Item.of(CouponItems.person(person)),
                        ":coupon", Item.of(ClaimItems.prefix(coupon.id())))));
        writeBare(coupon, viewer);
        sqs.sendMessage(message -> message.queueUrl(deployment.queueUrl(ClaimToGrant.QUEUE))
                .messageBody("{\"person\":\"" + person + "\",\"coupon\":\"" + coupon.id() + "\",\"n\":1,\"round\":0}"));
    }

    private void writeBare(Coupon coupon, int viewer) {
        String table = deployment.resource(CouponItems.TABLE);
        int pot = ThreadLocalRandom.current().nextInt(POTS);
        int ticket = Integer.parseInt(dynamoDb.updateItem(UpdateItemRequest.builder()
                                .tableName(table)
                                .key(Item.key("C#" + coupon.id() + "#POT#" + pot, "POT"))
                                .updateExpression("SET nextNumber = nextNumber + :one, takenBy = :writer")
                                .conditionExpression("nextNumber < endNumber")
                                .expressionAttributeValues(Map.of(
                                        ":one", Item.of(1),
                                        ":writer", Item.of(UUID.randomUUID().toString())))
                                .returnValues(ReturnValue.ALL_NEW)
                                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                                .build())
                        .attributes()
                        .get("nextNumber")
                        .n())
                - 1;
        Claim claim = newClaims.make(coupon, LocalPersons.of("o-" + viewer), 1, "key-00001", ticket, false);
        Put put = Put.builder()
                .tableName(table)
                .item(item(claim, Math.floorMod(viewer, ClaimItems.INDEX_KEYS)))
                .conditionExpression("attribute_not_exists(pk)")
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        Update hold = Update.builder()
                .tableName(table)
                .key(Item.key("C#" + coupon.id() + "#T#%02d".formatted(ticket % 64), "%07d".formatted(ticket)))
                .updateExpression("SET claim = :claim REMOVE freeOf")
                .conditionExpression("attribute_not_exists(claim)")
                .expressionAttributeValues(Map.of(":claim", Item.of(ClaimItems.name(claim.id()))))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        dynamoDb.transactWriteItems(write -> write.transactItems(
                TransactWriteItem.builder().put(put).build(),
                TransactWriteItem.builder().update(hold).build()));
    }

    /** As {@link ClaimItems} has it. */
    private static Map<String, AttributeValue> item(Claim claim, int shard) {
        Map<String, AttributeValue> item = new HashMap<>(ClaimItems.key(claim.id()));
        item.put("coupon", Item.of(claim.id().coupon().value()));
        item.put("person", Item.of(claim.id().person().value()));
        item.put("n", Item.of(claim.id().n()));
        item.put("key", Item.of(claim.key()));
        item.put("number", Item.of(claim.requestNumber()));
        item.put("ticket", Item.of(claim.ticket()));
        item.put("state", Item.of("pending"));
        item.put("claimedAt", Item.of(claim.claimedAt()));
        item.put("due", Item.of(ClaimItems.due(shard)));
        item.put("dueAt", Item.of(claim.claimedAt().plus(Duration.ofMinutes(1))));
        item.put("counted", Item.of(ClaimItems.counted(claim.id().coupon(), shard)));
        item.put("standing", Item.of("pending"));
        return item;
    }

    private interface Claiming {
        void claim(int viewer);
    }

    /** How many claim a second, on so many threads. */
    private static double claimAll(Claiming claiming) throws Exception {
        AtomicInteger next = new AtomicInteger();
        Callable<Integer> thread = () -> {
            int done = 0;
            for (int i = next.getAndIncrement(); i < MEASURED; i = next.getAndIncrement()) {
                claiming.claim(i);
                done++;
            }
            return done;
        };
        long began = System.nanoTime();
        int done = Together.run(Collections.nCopies(THREADS, thread)).stream()
                .mapToInt(Integer::intValue)
                .sum();
        long nanos = System.nanoTime() - began;
        assertThat(done).isEqualTo(MEASURED);
        return done * 1e9 / nanos;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
