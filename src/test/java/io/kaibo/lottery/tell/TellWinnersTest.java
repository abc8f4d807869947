package io.kaibo.lottery.tell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.aws.Item;
import io.kaibo.lottery.Lotteries;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.step.StepTable;
import io.kaibo.lottery.template.PrizeField;
import io.kaibo.message.SendRun;
import io.kaibo.message.SendTable;
import io.kaibo.person.PeopleItems;
import io.kaibo.room.Sync;
import io.kaibo.sandbox.Fault;
import io.kaibo.sandbox.SandboxControl;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The winners of a drawn lottery are told, each at most once. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class TellWinnersTest {

    private static final int MANY = 50;

    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration CLAIM = Duration.ofDays(7);

    @Inject
    LotteriesToTell lotteries;

    @Inject
    World world;

    @Inject
    PeopleItems peopleItems;

    @Inject
    Sync sync;

    @BeforeEach
    void clean() {
        lotteries.clean();
    }

    @Test
    void aWinnerIsToldOfTheirPrizeOnce() {
        LotteryId id = lotteries.draw(LotteriesToTell.people(2));
        lotteries.step(id);
        lotteries.step(id);
        SandboxControl.Message message = world.sandbox().messages().getFirst();
        assertThat(message.templateId()).isEqualTo(LotteriesToTell.TEMPLATE);
        assertThat(message.page()).isEqualTo("pages/lottery?id=" + id);
        assertThat(value(message, "thing1")).isEqualTo("茶壶");
        assertThat(value(message, "phrase2")).isEqualTo("一等奖");
        assertThat(value(message, "time3")).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d");
        assertThat(value(message, "thing4")).isEqualTo("恭喜中奖");
        assertThat(lotteries.received())
                .hasSize(2)
                .allSatisfy((openid, messages) -> assertThat(messages).isEqualTo(1));
        Item winner = lotteries.winner(id, message.openid());
        assertThat(winner.text("sendState")).isEqualTo("sent");
        assertThat(winner.number("msgId")).isEqualTo(message.msgid());
        assertThat(lotteries.waitsForItsDeadlineAlone(id)).isTrue();
    }

    private static String value(SandboxControl.Message message, String field) {
        return Objects.requireNonNull(message.data().get(field)).get("value");
    }

    @Test
    void aWinnerWhoAcceptedNothingIsNotTold() {
        List<String> people = LotteriesToTell.people(1);
        people.forEach(openid -> world.sandbox().accept(openid, LotteriesToTell.TEMPLATE, 2));
        LotteryId id = lotteries.draw(people, null);
        Calls.reset();
        lotteries.step(id);
        assertThat(lotteries.winner(id, people.getFirst()).has("sendState")).isFalse();
        assertThat(Calls.made()).noneMatch(call -> call.startsWith("WeChat."));
        assertThat(lotteries.waitsForItsDeadlineAlone(id)).isTrue();
    }

    /** Two instances that both have the winners as waiting. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoStepsAtOnceTellOnce(boolean kept) {
        List<String> people = LotteriesToTell.people(1);
        LotteryId id = lotteries.draw(people);
        // so that neither of them finds that it needs another token, gives its claim back and perhaps does not make it
        // anew
        SetupCalls.run(sync::recent);
        CyclicBarrier bothHaveRead = new CyclicBarrier(2);
        Calls.afterEach(call -> {
            if (call.equals("DynamoDb.Query")) {
                await(bothHaveRead);
            }
        });
        UnaryOperator<SdkRequest> bothHaveTheLottery = Conditions.stripping(StepTable.FREE);
        UnaryOperator<SdkRequest> bothMayClaim = Conditions.stripping(WinnerSendTable.STILL_OFFERED);
        Semaphore send = new Semaphore(1);
        Calls.rewrite(request -> {
            if (kept) {
                return bothHaveTheLottery.apply(request);
            }
            takeTurns(send, request);
            return bothMayClaim.apply(bothHaveTheLottery.apply(request));
        });
        lotteries.step(id, new Deliveries.How(2, 1));
        assertThat(lotteries.received()).isEqualTo(Map.of(people.getFirst(), kept ? 1L : 2L));
    }

    /** Of two sends to one person at once WeChat refuses one, so the second waits with its claim until the first is written. */
    private static void takeTurns(Semaphore send, SdkRequest request) {
        String condition = request instanceof UpdateItemRequest update ? update.conditionExpression() : null;
        if (WinnerSendTable.STILL_OFFERED.expression().equals(condition)) {
            send.acquireUninterruptibly();
        } else if (SendTable.MINE.expression().equals(condition)) {
            send.release();
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aWinnerWhoNoLongerAcceptsIsEndedAlone() {
        List<String> people = LotteriesToTell.people(3);
        people.subList(1, 3).forEach(openid -> world.sandbox().accept(openid, LotteriesToTell.TEMPLATE, 1));
        LotteryId id = lotteries.draw(people, LotteriesToTell.TEMPLATE);
        lotteries.step(id);
        assertThat(lotteries.winner(id, people.getFirst()).text("sendState")).isEqualTo("refused");
        assertThat(lotteries.winner(id, people.getFirst()).number("errcode")).isEqualTo(43101);
        assertThat(lotteries.states()).isEqualTo(Map.of("refused", 1L, "sent", 2L));
        assertThat(lotteries.waitsForItsDeadlineAlone(id)).isTrue();
    }

    @Test
    void aWinnerWhoWasErasedIsEnded() {
        List<String> people = LotteriesToTell.people(2);
        LotteryId id = lotteries.draw(people);
        peopleItems.erase(people.getFirst());
        lotteries.step(id);
        assertThat(lotteries.winner(id, people.getFirst()).text("sendState")).isEqualTo("failed");
        assertThat(lotteries.received().keySet()).containsExactly(people.get(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {47003, 45999})
    void anErrcodeThatConcernsAllEndsNobodyAndIsTriedAgain(int errcode) {
        LotteryId id = lotteries.draw(LotteriesToTell.people(MANY));
        world.sandbox().fault(LotteriesToTell.SEND, new Fault.Refuse(errcode), 0, 0);
        lotteries.step(id);
        assertThat(lotteries.states()).isEqualTo(Map.of("waiting", (long) MANY));
        assertThat(lotteries.managed(id).at("/messageHalts/0/reason").asText()).contains(Integer.toString(errcode));
        int sends = world.sandbox().calls().get(LotteriesToTell.SEND);
        lotteries.sweepAfter(QUARTER.minusMinutes(2));
        assertThat(world.sandbox().calls().get(LotteriesToTell.SEND))
                .as("nothing is tried meanwhile")
                .isEqualTo(sends);
        world.sandbox().clearFaults();
        lotteries.sweepAfter(Duration.ofMinutes(3));
        assertThat(lotteries.states()).isEqualTo(Map.of("sent", (long) MANY));
        assertThat(lotteries.received().values()).containsOnly(1L);
        assertThat(lotteries.managed(id).has("messageHalts")).isFalse();
        assertThat(lotteries.waitsForItsDeadlineAlone(id)).isTrue();
    }

    @Test
    void afterAHaltOneWinnerIsTried() {
        LotteryId id = lotteries.draw(LotteriesToTell.people(MANY));
        world.sandbox().fault(LotteriesToTell.SEND, new Fault.Refuse(47003), 0, 0);
        lotteries.step(id);
        int before = world.sandbox().calls().get(LotteriesToTell.SEND);
        lotteries.sweepAfter(QUARTER.plusSeconds(1));
        assertThat(world.sandbox().calls().get(LotteriesToTell.SEND) - before).isEqualTo(1);
    }

    /** The template was made for names in 汉字, and one prize has another. WeChat would refuse that message with 47003. */
    @Test
    void aPrizeThatFitsNoFieldHaltsBeforeItsWinnerIsClaimedAndKeepsNoOtherFromTheMessage() {
        List<String> people = LotteriesToTell.people(2);
        lotteries.putTemplate(LotteriesToTell.TEMPLATE, PrizeField.NAME);
        LotteryId id = lotteries.drawPrizes(List.of("Teapot", "茶杯"), people);
        Set<Map<String, AttributeValue>> claimed = ConcurrentHashMap.newKeySet();
        Calls.rewrite(request -> {
            if (request instanceof UpdateItemRequest update
                    && String.valueOf(update.conditionExpression()).contains(WinnerSendTable.TO_BE_SENT.expression())) {
                claimed.add(update.key());
            }
            return request;
        });
        lotteries.step(id);
        assertThat(claimed).containsExactly(LotteryItems.winnerKey(id, Lotteries.alias(id, people.get(1))));
        assertThat(lotteries.received()).isEqualTo(Map.of(people.get(1), 1L));
        assertThat(lotteries.winner(id, people.getFirst()).text("sendState")).isEqualTo("waiting");
        assertThat(lotteries.managed(id).at("/messageHalts/0/reason").asText())
                .isEqualTo("The prize Teapot does not fit the field phrase2 of template result-template.");
        lotteries.putTemplate();
        lotteries.sweepAfter(QUARTER.plusSeconds(1));
        assertThat(lotteries.states()).isEqualTo(Map.of("sent", 2L));
        assertThat(lotteries.received().values()).containsOnly(1L);
        assertThat(lotteries.managed(id).has("messageHalts")).isFalse();
        assertThat(lotteries.waitsForItsDeadlineAlone(id)).isTrue();
    }

    /** One is gone at WeChat, which answers 40037, and one here. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTemplateThatIsGoneKeepsNoWinnerWhoAcceptedAnotherFromTheMessage(boolean goneAtWeChat) {
        String gone = "template-that-is-gone";
        if (goneAtWeChat) {
            lotteries.putTemplate(gone);
        }
        List<String> people = LotteriesToTell.people(4);
        LotteryId id = lotteries.drawWith(
                people, openid -> openid.equals(people.getFirst()) ? gone : LotteriesToTell.TEMPLATE);
        lotteries.step(id);
        assertThat(lotteries.states()).isEqualTo(Map.of("waiting", 1L, "sent", 3L));
        assertThat(lotteries.winner(id, people.getFirst()).text("sendState")).isEqualTo("waiting");
        JsonNode halts = lotteries.managed(id).path("messageHalts");
        assertThat(halts).hasSize(1);
        assertThat(halts.get(0).path("templateId").asText()).isEqualTo(gone);
        assertThat(halts.get(0).path("reason").asText()).contains(goneAtWeChat ? "40037" : "not configured");
        lotteries.sweepAfter(CLAIM.plusSeconds(1));
        assertThat(lotteries.states()).isEqualTo(Map.of("expired", 1L, "sent", 3L));
    }

    static List<Fault> withoutAnEffect() {
        return List.of(new Fault.Refuse(-1), new Fault.Refuse(40001), new Fault.Fail(429));
    }

    @ParameterizedTest
    @MethodSource("withoutAnEffect")
    void whileWeChatIsAwayNoWinnerLosesTheMessage(Fault fault) {
        LotteryId id = lotteries.draw(LotteriesToTell.people(MANY));
        world.sandbox().fault(LotteriesToTell.SEND, fault, 0, 0);
        lotteries.step(id);
        lotteries.sweepAfter(Duration.ofMinutes(1));
        assertThat(lotteries.states()).isEqualTo(Map.of("waiting", (long) MANY));
        world.sandbox().clearFaults();
        lotteries.sweepAfter(Duration.ofMinutes(2));
        assertThat(lotteries.states()).isEqualTo(Map.of("sent", (long) MANY));
        assertThat(lotteries.received().values()).containsOnly(1L);
    }

    static List<Fault> whichMayHaveAnEffect() {
        return List.of(new Fault.DropBefore(), new Fault.DropAfter());
    }

    @ParameterizedTest
    @MethodSource("whichMayHaveAnEffect")
    void aSilenceOfWeChatsCostsAFewWinnersTheMessageInEachStep(Fault fault) {
        LotteryId id = lotteries.draw(LotteriesToTell.people(MANY));
        world.sandbox().fault(LotteriesToTell.SEND, fault, 0, 0);
        lotteries.step(id);
        lotteries.sweepAfter(Duration.ofMinutes(2));
        long unknown = lotteries.states().get("unknown");
        assertThat(unknown).isBetween(1L, 2 * (2L * SendRun.A_FEW - 1));
        world.sandbox().clearFaults();
        lotteries.sweepAfter(Duration.ofMinutes(4));
        assertThat(lotteries.states()).isEqualTo(Map.of("unknown", unknown, "sent", MANY - unknown));
        assertThat(lotteries.received().values()).containsOnly(1L);
        assertThat(lotteries.waitsForItsDeadlineAlone(id)).isTrue();
    }

    @Test
    void afterTheDeadlineNobodyIsTold() {
        LotteryId id = lotteries.draw(LotteriesToTell.people(2));
        world.sandbox().fault(LotteriesToTell.SEND, new Fault.Refuse(-1), 0, 0);
        lotteries.step(id);
        world.sandbox().clearFaults();
        lotteries.sweepAfter(CLAIM.plusSeconds(1));
        assertThat(lotteries.states()).isEqualTo(Map.of("expired", 2L));
        assertThat(lotteries.received()).isEmpty();
    }

    @Test
    void aPrizeThatIsNoLongerOfferedIsNotToldOf() {
        List<String> people = LotteriesToTell.people(3);
        LotteryId id = lotteries.draw(people);
        world.sandbox().fault(LotteriesToTell.SEND, new Fault.Refuse(-1), 0, 0);
        lotteries.step(id);
        world.sandbox().clearFaults();
        lotteries.setPrize(id, people.get(0), PrizeState.CLAIMED);
        lotteries.setPrize(id, people.get(1), PrizeState.WITHDRAWN);
        lotteries.sweepAfter(Duration.ofMinutes(1));
        assertThat(lotteries.states()).isEqualTo(Map.of("expired", 2L, "sent", 1L));
        assertThat(lotteries.received().keySet()).containsExactly(people.get(2));
    }

    /** Between the reading of the winners and the send, the prize is withdrawn. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPrizeThatIsWithdrawnMeanwhileIsNotToldOf(boolean kept) {
        List<String> people = LotteriesToTell.people(2);
        LotteryId id = lotteries.draw(people);
        world.sandbox().fault(LotteriesToTell.SEND, new Fault.Refuse(-1), 0, 0);
        lotteries.step(id);
        world.sandbox().clearFaults();
        AtomicBoolean done = new AtomicBoolean();
        // the template and the openids are read between the two
        Calls.listen(call -> {
            if (call.equals("DynamoDb.BatchGetItem") && !done.getAndSet(true)) {
                lotteries.setPrize(id, people.getFirst(), PrizeState.WITHDRAWN);
            }
        });
        if (!kept) {
            Calls.rewrite(Conditions.stripping(WinnerSendTable.STILL_OFFERED));
        }
        lotteries.sweepAfter(Duration.ofMinutes(1));
        assertThat(done).isTrue();
        assertThat(lotteries.received().containsKey(people.getFirst())).isEqualTo(!kept);
        assertThat(lotteries.received()).containsEntry(people.get(1), 1L);
        lotteries.sweepAfter(Duration.ofMinutes(2));
        assertThat(lotteries.states()).isEqualTo(kept ? Map.of("expired", 1L, "sent", 1L) : Map.of("sent", 2L));
    }

    /** The lottery has no rules in the table, without which nothing is passed on. */
    @Test
    void aPassThatFailsKeepsNoOtherWinnersMessageBack() {
        List<String> people = LotteriesToTell.people(2);
        LotteryId id = lotteries.draw(people);
        world.sandbox().fault(LotteriesToTell.SEND, new Fault.Refuse(-1), 0, 0);
        lotteries.step(id);
        world.sandbox().clearFaults();
        lotteries.setDeadline(id, people.getFirst(), world.clock().instant());
        lotteries.sweepAfter(Duration.ofMinutes(1));
        assertThat(lotteries.states()).isEqualTo(Map.of("expired", 1L, "sent", 1L));
        assertThat(lotteries.received()).isEqualTo(Map.of(people.get(1), 1L));
        assertThat(lotteries.waitsForItsDeadlineAlone(id))
                .as("the pass is tried again")
                .isFalse();
        lotteries.sweepAfter(Duration.ofMinutes(1));
        assertThat(lotteries.received()).isEqualTo(Map.of(people.get(1), 1L));
    }
}
