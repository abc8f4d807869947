package io.kaibo.reminder.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.message.SendRun;
import io.kaibo.reminder.Reminding;
import io.kaibo.sandbox.Fault;
import io.kaibo.sandbox.SandboxControl;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Deliveries;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Something fails for as long as four rounds of all pages last, with two pages of recipients at work; then it works again. Each fault is
 * paid for by no recipient, or by the few whose sends WeChat may have heard.
 */
@QuarkusTest
@WithTestResource(LocalServers.class)
class LastingFaultsTest {

    private static final String SEND = "/cgi-bin/message/subscribe/send";
    private static final String STABLE_TOKEN = "/cgi-bin/stable_token";
    private static final long PAGES = 2;
    private static final int RECIPIENTS = (int) PAGES * ReminderPage.SIZE;
    private static final int ROUNDS = 4;
    private static final Deliveries.How SIDE_BY_SIDE = new Deliveries.How(1, 2);

    @Inject
    Reminding reminding;

    @Inject
    World world;

    private long room;

    @BeforeEach
    void aRoomOnAir() {
        reminding.clean();
        room = reminding.room();
        reminding.subscribers(room, Reminding.neighbours(RECIPIENTS));
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        Calls.reset();
    }

    static List<Fault> withoutAnEffect() {
        return List.of(new Fault.Refuse(-1), new Fault.Refuse(40001), new Fault.Refuse(45011), new Fault.Fail(429));
    }

    @ParameterizedTest
    @MethodSource("withoutAnEffect")
    void aSendThatWeChatRefusesForNowCostsNoRecipientTheMessage(Fault fault) {
        world.sandbox().fault(SEND, fault, 0, 0);
        lasts();
        all("sent", RECIPIENTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {47003, 45999})
    void anErrcodeThatConcernsTheRoomHaltsItOnce(int errcode) {
        world.sandbox().fault(SEND, new Fault.Refuse(errcode), 0, 0);
        lasts();
        assertThat(reminding.halts()).hasSize(1);
        assertThat(reminding.states()).isEqualTo(Map.of("waiting", (long) RECIPIENTS));
        reminding.resume(room);
        all("sent", RECIPIENTS);
    }

    static List<Fault> whichMayHaveAnEffect() {
        return List.of(new Fault.Fail(502), new Fault.DropBefore(), new Fault.DropAfter());
    }

    @ParameterizedTest
    @MethodSource("whichMayHaveAnEffect")
    void aSendThatWeChatMayHaveHeardCostsAFewOfEachPageInEachRound(Fault fault) {
        world.sandbox().fault(SEND, fault, 0, 0);
        lasts();
        long unknown = reminding.states().get("unknown");
        long sends = world.sandbox().calls().get(SEND);
        assertThat(unknown).isEqualTo(sends).isLessThanOrEqualTo(PAGES * ROUNDS * (2 * SendRun.A_FEW - 1));
        assertThat(unknown).as("the control: WeChat was asked at all").isPositive();
        world.sandbox().clearFaults();
        reminding.everythingArrives();
        assertThat(reminding.states()).isEqualTo(Map.of("unknown", unknown, "sent", RECIPIENTS - unknown));
        assertThat(reminding.received().values()).containsOnly(1L);
    }

    static List<Fault> ofTheToken() {
        return List.of(new Fault.Refuse(40125), new Fault.Fail(500));
    }

    @ParameterizedTest
    @MethodSource("ofTheToken")
    void aTokenThatCannotBeHadCostsNothingAtAll(Fault fault) {
        world.sandbox().endTokens(SandboxControl.TokenEnd.REVOKE);
        world.sandbox().fault(STABLE_TOKEN, fault, 0, 0);
        reminding.deliveries().round("reminder-send", SIDE_BY_SIDE);
        Calls.reset();
        lasts();
        assertThat(Calls.writes()).isZero();
        assertThat(reminding.states()).isEqualTo(Map.of("waiting", (long) RECIPIENTS));
        all("sent", RECIPIENTS);
    }

    @Test
    void whileATokenHangsNoRecipientIsClaimed() {
        world.sandbox().endTokens(SandboxControl.TokenEnd.REVOKE);
        world.sandbox().fault(STABLE_TOKEN, new Fault.Refuse(-1), 0, 0);
        reminding.deliveries().round("reminder-send", Deliveries.How.ONCE); // meets the dead token
        world.sandbox().clearFaults();
        world.sandbox().fault(STABLE_TOKEN, new Fault.Delay(Duration.ofSeconds(30)), 0, 2);
        Calls.reset();
        reminding.deliveries().round("reminder-send", SIDE_BY_SIDE);
        assertThat(world.sandbox().calls()).as("it did hang").containsKey(STABLE_TOKEN);
        assertThat(Calls.made().subList(0, Calls.made().lastIndexOf("WeChat." + STABLE_TOKEN)))
                .doesNotContain("DynamoDb.UpdateItem");
        assertThat(reminding.states()).doesNotContainKeys("sending", "unknown", "failed");
        all("sent", RECIPIENTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DynamoDb.GetItem", "DynamoDb.Query", "DynamoDb.BatchGetItem", "DynamoDb.UpdateItem"})
    void aTableThatIsAwayCostsNoRecipientTheMessage(String down) {
        Calls.listen(call -> {
            if (call.equals(down)) {
                throw new IllegalStateException("planned");
            }
        });
        lasts();
        Calls.reset();
        assertThat(world.sandbox().calls().getOrDefault(SEND, 0)).isZero();
        all("sent", RECIPIENTS);
    }

    @Test
    void aTableWhoseAnswersAreLostCostsNoRecipientTheMessage() {
        Calls.afterEach(call -> {
            if (call.equals("DynamoDb.UpdateItem")) {
                throw new IllegalStateException("planned: it took effect, and its answer is lost");
            }
        });
        lasts();
        Calls.reset();
        world.clock().advance(Duration.ofMinutes(3));
        all("sent", RECIPIENTS);
    }

    private void lasts() {
        for (int round = 0; round < ROUNDS; round++) {
            reminding.deliveries().round("reminder-send", SIDE_BY_SIDE);
        }
        assertThat(reminding.deliveries().takeFailures())
                .as("records that failed")
                .isZero();
    }

    /** The fault is over: everything arrives, at each once. */
    private void all(String state, long count) {
        world.sandbox().clearFaults();
        reminding.deliveries().untilEmpty("reminder-send", SIDE_BY_SIDE, Reminding.SOME_TIME);
        assertThat(reminding.states()).isEqualTo(Map.of(state, count));
        assertThat(reminding.received()).hasSize((int) count);
        assertThat(reminding.received().values()).containsOnly(1L);
        assertThat(reminding.deliveries().takeFailures()).isZero();
    }
}
