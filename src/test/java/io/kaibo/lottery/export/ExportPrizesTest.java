package io.kaibo.lottery.export;

import static io.kaibo.lottery.export.ClaimedPrizes.ADDRESS;
import static io.kaibo.lottery.export.ClaimedPrizes.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Item;
import io.kaibo.http.Role;
import io.kaibo.local.Template;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lotteries;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.RunningLotteries;
import io.kaibo.lottery.WinLimit;
import io.kaibo.lottery.prize.Address;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Output;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@QuarkusTest
@WithTestResource(LocalServers.class)
class ExportPrizesTest {

    private static final Address OTHER = new Address("李雷", "13912345678", "北京市", "长安街 1 号", null);

    /** What another does during an invocation of the export: its rights are not the function's. */
    private static final class Outside {

        private static final ExecutorService THREAD = Executors.newSingleThreadExecutor();

        static void start() {
            run(() -> true);
        }

        static <T> T run(Callable<T> something) {
            try {
                return THREAD.submit(something).get();
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Inject
    World world;

    @Inject
    ClaimedPrizes prizes;

    @Inject
    Lotteries lotteries;

    @Inject
    Http http;

    @Inject
    Template template;

    @BeforeEach
    void clean() {
        Outside.start();
        world.clean();
    }

    @Test
    void claimedPrizesAreToldInTheOrderOfTheirSlotsAndNoOthers() {
        LotteryId id = prizes.drawn();
        Alias lapsed = prizes.win(id, "o-5", 0, PrizeState.LAPSED);
        Alias third = prizes.win(id, "o-3", 2, PrizeState.CLAIMED);
        prizes.win(id, "o-2", 1, PrizeState.OFFERED);
        Alias first = prizes.claim(id, "o-1", 0, ADDRESS);
        prizes.win(id, "o-4", 1, PrizeState.WITHDRAWN);
        prizes.addCodes(id, 1, "AB-1", "=AB-2");

        Http.Answer answer = prizes.export(id);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("content-type", "text/csv; charset=utf-8")
                .containsEntry("cache-control", "no-store")
                .containsEntry("content-disposition", "attachment; filename=\"lottery-" + id + ".csv\"");
        assertThat(rows(answer))
                .extracting(row -> row.replaceAll("[0-9-]+T[0-9:.]+[+]08:00", "AT"))
                .containsExactly(
                        "0,一等奖,茶壶," + SpreadsheetCell.makeSafe(first.text()) + ",AT"
                                + ",王小明,'+86 13987654321,广东省深圳市南山区,科苑路 1 号,518000,,",
                        "2,二等奖,茶杯," + SpreadsheetCell.makeSafe(third.text()) + ",AT,,,,,,'=AB-2,");
        assertThat(prizes.winner(id, first).has("exportedAt")).isTrue();
        assertThat(prizes.winner(id, third).has("exportedAt")).isTrue();
        assertThat(prizes.winner(id, lapsed).has("exportedAt")).isFalse();
    }

    @Test
    void exportedAgainThePrizesAreTheSameAndThoseClaimedSinceAreAdded() {
        LotteryId id = prizes.drawn(RunningLotteries.plan(3, 0, new WinLimit(1, 30)));
        Alias first = prizes.claim(id, "o-1", 1, ADDRESS);
        List<String> before = rows(prizes.export(id));
        Item marked = prizes.winner(id, first);
        world.clock().advance(Duration.ofHours(1));
        prizes.claim(id, "o-2", 0, OTHER);
        Calls.reset();

        List<String> after = rows(prizes.export(id));

        assertThat(before).hasSize(1);
        assertThat(after).hasSize(2).endsWith(before.getFirst());
        assertThat(prizes.winner(id, first)).as("the first mark stands").isEqualTo(marked);
        assertThat(Calls.count("DynamoDb.UpdateItem")).as("a mark and a record").isEqualTo(2);
        assertThat(prizes.records(id))
                .extracting(item -> item.text("operator") + " " + item.number("prizes"))
                .containsExactlyInAnyOrder("local-shipping 1", "local-shipping 2");
    }

    /** Those who send prizes have it in their hands: a row that were gone could be overlooked. */
    @Test
    void aPrizeThatIsWithdrawnAfterItsExportStaysInTheListAndSaysSo() {
        LotteryId id = prizes.drawn(RunningLotteries.plan(2, 0, new WinLimit(1, 30)));
        Alias winner = prizes.claim(id, "o-1", 0, ADDRESS);
        prizes.claim(id, "o-2", 1, ADDRESS);
        prizes.export(id);
        prizes.withdraw(id, winner);
        world.clock().advance(Duration.ofDays(8));
        Alias next = prizes.claim(id, "o-3", 0, OTHER);

        List<String> rows = rows(prizes.export(id));

        assertThat(rows).hasSize(3);
        assertThat(rows.get(0))
                .startsWith("0,")
                .contains(SpreadsheetCell.makeSafe(winner.text()))
                .endsWith(",,,,,,,withdrawn");
        assertThat(rows.get(1))
                .startsWith("0,")
                .contains(SpreadsheetCell.makeSafe(next.text()))
                .contains("李雷");
        assertThat(rows.get(2)).startsWith("1,").contains("王小明");
        assertThat(prizes.records(id))
                .extracting(item -> item.number("prizes"))
                .as("those withdrawn do not count")
                .containsExactlyInAnyOrder(2L, 2L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPERATOR", "ANCHOR", "AUDITOR"})
    void onlyShippingMayExport(String role) {
        LotteryId id = prizes.drawn();
        prizes.claim(id, "o-1", 0, ADDRESS);
        Http.Answer answer = http.post("/admin/exports/lotteries/" + id)
                .as(Role.valueOf(role))
                .to("lottery-export");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(Calls.made()).doesNotContain("Kms.Decrypt");
        assertThat(Calls.writes()).isZero();
    }

    /** By the rights that functions.yaml gives: to read a sealed address is of no use without the key. */
    @Test
    void noOtherFunctionMayDecryptAddresses() {
        assertThat(template.functions())
                .filteredOn(function -> function.rights().stream()
                        .anyMatch(right -> right.resource().endsWith(":key/kaibo-local-lottery-addresses")
                                && !right.action().equals("kms:GenerateDataKey")))
                .extracting(Template.Function::name)
                .containsExactly("lottery-export");
        assertThat(template.functions())
                .filteredOn(function -> function.name().equals("lottery-export"))
                .flatExtracting(Template.Function::rights)
                .filteredOn(right -> right.action().startsWith("kms:"))
                .extracting(Template.Right::action)
                .containsOnly("kms:Decrypt");
    }

    @Test
    void whatIsNotDrawnOrNotThereIsNotExported() {
        LotteryId running = lotteries.start(Lotteries.forLikes());
        Http.Answer answer = prizes.export(running);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("type").asText()).isEqualTo("urn:kaibo:problem:lottery-state");
        assertThat(answer.body().path("state").asText()).isEqualTo("running");
        assertThat(prizes.export(new LotteryId("AAAAAAAAAAAAAAAAAAAAAQ")).status())
                .isEqualTo(404);
        assertThat(http.post("/admin/exports/lotteries/x")
                        .as(Role.SHIPPING)
                        .to("lottery-export")
                        .status())
                .isEqualTo(404);
        assertThat(Calls.writes()).isZero();
        assertThat(rows(prizes.export(lotteries.create(Lotteries.forLikes(), LotteryState.DRAWN))))
                .as("before the first claim")
                .isEmpty();
    }

    /** DynamoDB removes it some time after: until then it is there, and not told. */
    @Test
    void anAddressWhoseTimeIsOverIsNotTold() {
        LotteryId id = prizes.drawn(RunningLotteries.plan(2, 0, new WinLimit(1, 30)));
        prizes.claim(id, "o-1", 0, ADDRESS);
        prizes.win(id, "o-2", 1, PrizeState.CLAIMED);
        world.clock().advance(Duration.ofDays(90).minusSeconds(1));
        assertThat(rows(prizes.export(id)).getFirst()).contains("王小明");
        world.clock().advance(Duration.ofSeconds(1));

        assertThat(rows(prizes.export(id))).hasSize(2).allMatch(row -> row.endsWith(",,,,,,,expired"));
    }

    @Test
    void anAddressThatIsNotThereBeforeItsTimeIsOverIsNotedAsUnreadable() {
        LotteryId id = prizes.drawn(RunningLotteries.plan(2, 0, new WinLimit(1, 30)));
        prizes.win(id, "o-1", 0, PrizeState.CLAIMED);
        List<String> rows = new ArrayList<>();

        List<String> log = Output.of(() -> rows.addAll(rows(prizes.export(id))));

        assertThat(rows).hasSize(1).allMatch(row -> row.endsWith(",,,,,,,unreadable"));
        assertThat(log).anyMatch(line -> line.contains("lottery " + id + ": the address for prize 0 is not there"));
    }

    /** Corrected after sixty days, it is kept for ninety more. */
    @Test
    void theTimeOfAnAddressBeginsAnewWhenItIsCorrected() {
        LotteryId id = prizes.drawn(RunningLotteries.plan(1, 0, new WinLimit(1, 30)));
        Alias winner = prizes.win(id, "o-1", 0, PrizeState.CLAIMED);
        world.clock().advance(Duration.ofDays(60));
        prizes.setCorrected(id, winner);
        world.clock().advance(Duration.ofDays(90).minusSeconds(1));
        assertThat(rows(prizes.export(id)).getFirst()).endsWith(",unreadable");
        world.clock().advance(Duration.ofSeconds(1));
        assertThat(rows(prizes.export(id)).getFirst()).endsWith(",expired");
    }

    @Test
    void aBrokenSealKeepsNoOtherPrizeFromTheListAndIsNoted() {
        LotteryId id = prizes.drawn(RunningLotteries.plan(2, 0, new WinLimit(1, 30)));
        Alias altered = prizes.claim(id, "o-1", 0, ADDRESS);
        prizes.claim(id, "o-2", 1, OTHER);
        Map<String, AttributeValue> item =
                new HashMap<>(world.item(LotteryItems.TABLE, LotteryItems.addressKey(id, altered)));
        byte[] sealed = item.get("sealed").b().asByteArray();
        sealed[sealed.length - 1] ^= 1;
        item.put("sealed", AttributeValue.fromB(SdkBytes.fromByteArray(sealed)));
        world.putItem(LotteryItems.TABLE, item);
        List<String> rows = new ArrayList<>();

        List<String> log = Output.of(() -> rows.addAll(rows(prizes.export(id))));

        assertThat(rows.getFirst()).endsWith(",,,,,,,unreadable");
        assertThat(rows.getLast()).contains("李雷");
        assertThat(log).anyMatch(line -> line.contains("lottery " + id + ": the address for prize 0: it is altered"));
    }

    @Test
    void codesThatAreMissingOrTooFewAreNoted() {
        LotteryId id = prizes.drawn();
        prizes.win(id, "o-2", 1, PrizeState.CLAIMED);
        prizes.win(id, "o-3", 2, PrizeState.CLAIMED);
        assertThat(rows(prizes.export(id))).hasSize(2).allMatch(row -> row.endsWith(",,,,,,,unreadable"));
        prizes.addCodes(id, 1, "AB-1");
        assertThat(rows(prizes.export(id)).getFirst()).endsWith(",AB-1,");
        assertThat(rows(prizes.export(id)).getLast()).endsWith(",,unreadable");
    }

    @Test
    void noAddressNoCodeAndNoWinnerIsWrittenDownWhateverHappens() {
        LotteryId id = prizes.drawn();
        Alias winner = prizes.claim(id, "o-1", 0, ADDRESS);
        prizes.win(id, "o-2", 1, PrizeState.CLAIMED);
        prizes.addCodes(id, 1, "SECRET-1", "SECRET-2");
        List<String> log = Output.of(() -> {
            prizes.export(id);
            for (String call : List.of("Kms.Decrypt", "DynamoDb.BatchGetItem", "DynamoDb.UpdateItem")) {
                Calls.reset();
                Calls.afterEach(made -> {
                    if (made.equals(call)) {
                        throw new IllegalStateException("planned");
                    }
                });
                prizes.export(id);
            }
        });
        assertThat(log).anyMatch(line -> line.contains("operator local-shipping: POST /admin/exports/lotteries/" + id));
        assertThat(String.join("\n", log))
                .doesNotContain("王小明", "13987654321", "科苑路", "518000", "SECRET-", winner.text(), winner.toHex());
    }

    /** Between the export's reading of the winners and its mark, the prize is withdrawn. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPrizeThatIsWithdrawnMeanwhileIsNotExported(boolean kept) {
        LotteryId id = prizes.drawn(RunningLotteries.plan(1, 0, new WinLimit(1, 30)));
        Alias winner = prizes.claim(id, "o-1", 0, ADDRESS);
        AtomicBoolean done = new AtomicBoolean();
        if (!kept) {
            Calls.rewrite(Conditions.stripping(ExportTable.STILL_CLAIMED));
        }
        Calls.afterEach(call -> {
            if (call.equals("DynamoDb.Query") && !done.getAndSet(true)) {
                Outside.run(() -> prizes.win(id, "o-1", 0, PrizeState.WITHDRAWN));
            }
        });

        List<String> rows = rows(prizes.export(id));

        assertThat(done).isTrue();
        assertThat(rows).hasSize(kept ? 0 : 1);
        assertThat(prizes.winner(id, winner).has("exportedAt")).isEqualTo(!kept);
    }

    /** A winner corrects the address before each call of the export: what is told is what stays. */
    @Test
    void anAddressThatIsToldIsTheLastOne() {
        List<String> calls = List.of(
                "DynamoDb.GetItem", "DynamoDb.Query", "DynamoDb.UpdateItem", "DynamoDb.BatchGetItem", "Kms.Decrypt");
        List<Boolean> corrected = new ArrayList<>();
        for (String call : calls) {
            world.clean();
            LotteryId id = prizes.drawn(RunningLotteries.plan(1, 0, new WinLimit(1, 30)));
            Alias winner = prizes.claim(id, "o-1", 0, ADDRESS);
            AtomicBoolean done = new AtomicBoolean();
            Calls.listen(made -> {
                if (made.equals(call) && !done.getAndSet(true)) {
                    corrected.add(Outside.run(() -> prizes.correct(id, winner, OTHER)));
                }
            });

            String row = rows(prizes.export(id)).getFirst();

            assertThat(done).as(call).isTrue();
            assertThat(row).as("corrected before " + call).contains(corrected.getLast() ? "李雷" : "王小明");
        }
        assertThat(corrected).containsExactly(true, true, true, false, false);
    }
}
