package io.kaibo.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.sandbox.Fault;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Output;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A room goes on air, and what becomes of each who asked, by what WeChat says. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class SendTest {

    private static final String SEND = "/cgi-bin/message/subscribe/send";

    @Inject
    Reminding reminding;

    @Inject
    World world;

    private long room;
    private String openid;

    @BeforeEach
    void aRoomToComeAndAPersonWhoAsked() {
        reminding.clean();
        room = reminding.room(Map.of("name", "秋日穿搭直播间"));
        openid = reminding.person();
        reminding.subscribe(openid, room);
    }

    @Test
    void heIsToldOnceWithWhatTheTemplateSays() {
        reminding.goesOnAir(room);
        reminding.everythingArrives();
        assertThat(world.sandbox().messages()).singleElement().satisfies(message -> {
            assertThat(message.openid()).isEqualTo(openid);
            assertThat(message.templateId()).isEqualTo(Reminding.TEMPLATE);
            assertThat(message.page()).isEqualTo("pages/room?id=wx-" + room);
            assertThat(message.data().get("thing1").get("value")).isEqualTo("秋日穿搭直播间");
        });
        numbers(1, "sent", 1);
    }

    @Test
    void aSecondEventAndASecondPageAddNoSend() {
        reminding.goesOnAir(room);
        var event = world.published();
        for (int time = 0; time < 2; time++) {
            world.publish(event.getFirst());
            reminding.everythingArrives(new Deliveries.How(2, 1));
        }
        assertThat(reminding.received()).isEqualTo(Map.of(openid, 1L));
        assertThat(world.sandbox().calls()).containsEntry(SEND, 1);
        numbers(1, "sent", 1);
    }

    @Test
    void withoutTheConditionASecondPageWouldBeASecondMessage() {
        world.sandbox().accept(openid, Reminding.TEMPLATE, 1);
        Calls.rewrite(Conditions.stripping("sendState = :waiting AND templateId = :templateId"));
        reminding.goesOnAir(room);
        reminding.everythingArrives(new Deliveries.How(2, 1));
        assertThat(reminding.received()).isEqualTo(Map.of(openid, 2L));
    }

    @Test
    void whoAcceptedNothingIsRefusedForGood() {
        String other = "o-without-accept";
        reminding.subscribe(other, room);
        reminding.goesOnAir(room);
        reminding.everythingArrives();
        assertThat(reminding.received()).isEqualTo(Map.of(openid, 1L));
        numbers(2, "refused", 1);
        int calls = world.sandbox().calls().get(SEND);
        world.sandbox().accept(other, Reminding.TEMPLATE, 1);
        world.clock().advance(Duration.ofMinutes(10));
        reminding.everythingArrives();
        assertThat(world.sandbox().calls()).containsEntry(SEND, calls);
    }

    @ParameterizedTest
    @ValueSource(ints = {43108, 45009, 45011, -1})
    void whatWeChatTakesLaterIsSentLaterAndIsNoFailureOfThePage(int errcode) {
        world.sandbox().fault(SEND, new Fault.Refuse(errcode), 0, 8);
        reminding.goesOnAir(room);
        reminding.everythingArrives();
        assertThat(reminding.received()).isEqualTo(Map.of(openid, 1L));
        assertThat(world.sandbox().calls()).containsEntry(SEND, 9);
        numbers(1, "sent", 1);
    }

    @Test
    void whoIsUnknownToWeChatIsFailed() {
        world.sandbox().fault(SEND, new Fault.Refuse(40003), 0, 0);
        reminding.goesOnAir(room);
        reminding.everythingArrives();
        numbers(1, "failed", 1);
        assertThat(world.sandbox().calls()).containsEntry(SEND, 1);
    }

    @Test
    void aSendThatWasNotAnsweredIsUnknownAndNeverMadeAgain() {
        world.sandbox().fault(SEND, new Fault.DropAfter(), 0, 1);
        reminding.goesOnAir(room);
        reminding.everythingArrives();
        numbers(1, "unknown", 1);
        world.clock().advance(Duration.ofMinutes(10));
        reminding.everythingArrives(new Deliveries.How(2, 1));
        assertThat(world.sandbox().calls()).containsEntry(SEND, 1);
        assertThat(reminding.received()).isEqualTo(Map.of(openid, 1L));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void soIsOneThatWasAnsweredWithAFailureOfTheServer(int status) {
        world.sandbox().fault(SEND, new Fault.Fail(status), 0, 1);
        reminding.goesOnAir(room);
        reminding.everythingArrives();
        numbers(1, "unknown", 1);
        assertThat(world.sandbox().calls()).containsEntry(SEND, 1);
    }

    @Test
    void withoutATokenNobodyIsSentToAndNobodyIsLost() {
        reminding.goesOnAir(room);
        world.sandbox().endTokens(io.kaibo.sandbox.SandboxControl.TokenEnd.REVOKE);
        world.sandbox().fault("/cgi-bin/stable_token", new Fault.Fail(500), 0, 4);
        reminding.everythingArrives();
        assertThat(reminding.received()).isEqualTo(Map.of(openid, 1L));
        numbers(1, "sent", 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {47003, 40037, 43107, 45168})
    void whatWeChatWillNotTakeHaltsTheRoomUntilAnOperatorResumes(int errcode) {
        String other = reminding.person();
        reminding.subscribe(other, room);
        world.sandbox().fault(SEND, new Fault.Refuse(errcode), 0, 0);
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        for (int round = 0; round < 3; round++) {
            reminding.deliveries().round("reminder-send", Deliveries.How.ONCE);
        }
        int calls = world.sandbox().calls().get(SEND);
        assertThat(calls).isBetween(1, 2);
        numbers(2, "waiting", 2);
        assertThat(reminding.halts()).singleElement().satisfies(halt -> {
            assertThat(halt.path("roomId").asText()).isEqualTo("wx-" + room);
            assertThat(halt.path("reason").asText()).contains(Integer.toString(errcode));
        });

        world.sandbox().clearFaults();
        reminding.resume(room);
        reminding.everythingArrives();
        assertThat(reminding.received()).isEqualTo(Map.of(openid, 1L, other, 1L));
        assertThat(reminding.halts()).isEmpty();
    }

    @Test
    void aRoomThatDoesNotFitItsTemplateIsHaltedBeforeAnybodyIsClaimed() {
        reminding.putTemplate(Reminding.TEMPLATE, """
                {"kind":"ON_AIR","page":"p","fields":{"character_string1":{"room":"name"}}}
                """);
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        Calls.reset();
        reminding.deliveries().round("reminder-send", Deliveries.How.ONCE);
        assertThat(Calls.writes()).as("the halt").isEqualTo(1);
        assertThat(world.sandbox().calls()).containsEntry(SEND, 0);
        numbers(1, "waiting", 1);
        assertThat(reminding.halts())
                .singleElement()
                .satisfies(halt -> assertThat(halt.path("reason").asText()).contains("character_string1"));
    }

    @Test
    void nobodyIsToldOfARoomThatHasEnded() {
        reminding.goesOnAir(room);
        world.sandbox().moveRoom(room, 103);
        reminding.sync();
        reminding.everythingArrives();
        assertThat(reminding.received()).isEmpty();
        assertThat(reminding.states()).containsEntry("EXPIRED", 1L);
        numbers(1, "expired", 1);
    }

    @Test
    void nobodyIsToldTooLate() {
        reminding.goesOnAir(room);
        world.clock().advance(Duration.ofMinutes(31));
        numbers(1, "expired", 1);
        reminding.everythingArrives();
        assertThat(reminding.received()).isEmpty();
        assertThat(reminding.states()).containsEntry("EXPIRED", 1L);
    }

    @Test
    void anOperatorStopsWhatIsInFlightAndLetsItGoOn() {
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        reminding.announcing(room, "{\"announce\":false}");
        for (int round = 0; round < 3; round++) {
            assertThat(reminding.deliveries().round("reminder-send", Deliveries.How.ONCE))
                    .isEqualTo(1);
        }
        assertThat(reminding.received()).isEmpty();
        numbers(1, "waiting", 1);
        reminding.announcing(room, "{\"announce\":true}");
        reminding.everythingArrives();
        assertThat(reminding.received()).isEqualTo(Map.of(openid, 1L));
    }

    @Test
    void anOperatorHaltsAndResumes() {
        assertThat(reminding.halt(room, "彩排").status()).isEqualTo(200);
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        reminding.deliveries().round("reminder-send", Deliveries.How.ONCE);
        assertThat(reminding.received()).isEmpty();
        reminding.resume(room);
        reminding.everythingArrives();
        assertThat(reminding.received()).isEqualTo(Map.of(openid, 1L));
    }

    @Test
    void whoCancelsIsNotTold() {
        reminding.as(openid, "DELETE", "/reminders/wx-" + room).to("reminder-api");
        reminding.goesOnAir(room);
        reminding.everythingArrives();
        assertThat(reminding.received()).isEmpty();
        numbers(0, "sent", 0);
    }

    @Test
    void aPageWhoseTimeRunsOutHandsBackTheRest() {
        List<String> inOnePage = Reminding.people(2000)
                .filter(each -> Subscription.shardOf(each) == 0)
                .limit(Page.SIZE)
                .toList();
        reminding.subscribed(room, inOnePage);
        inOnePage.forEach(each -> world.sandbox().accept(each, Reminding.TEMPLATE, 1));
        AtomicBoolean late = new AtomicBoolean();
        Calls.listen(call -> {
            if (Calls.count("WeChat." + SEND) == 30 && late.compareAndSet(false, true)) {
                world.clock().advance(Duration.ofSeconds(11));
            }
        });
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        reminding.deliveries().round("reminder-send", Deliveries.How.ONCE);
        assertThat(world.sandbox().calls().get(SEND)).isBetween(30, 80);
        assertThat(reminding.states()).containsKey("WAITING");
        reminding.everythingArrives();
        assertThat(reminding.received()).hasSize(Page.SIZE + 1).containsValue(1L);
        numbers(Page.SIZE + 1, "sent", Page.SIZE + 1);
    }

    @Test
    void aRecipientWhoCouldNotBeWrittenComesBackAndIsNoFailureOfThePage() {
        String other = reminding.person();
        reminding.subscribe(other, room);
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        AtomicBoolean once = new AtomicBoolean();
        Calls.listen(call -> {
            if (call.equals("DynamoDb.UpdateItem") && once.compareAndSet(false, true)) {
                throw new IllegalStateException("planned");
            }
        });
        reminding.deliveries().round("reminder-send", Deliveries.How.ONCE);
        reminding.everythingArrives();
        assertThat(reminding.received()).isEqualTo(Map.of(openid, 1L, other, 1L));
        assertThat(world.deadPages()).isZero();
    }

    @Test
    void onlyAPageThatFailsAgainAndAgainIsADeadLetter() {
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        Calls.listen(call -> {
            if (call.equals("DynamoDb.UpdateItem")) {
                throw new IllegalStateException("planned");
            }
        });
        List<String> said = Output.of(reminding::everythingArrives);
        assertThat(world.deadPages()).isEqualTo(1);
        assertThat(world.sandbox().calls()).containsEntry(SEND, 0);
        assertThat(said).anyMatch(line -> line.contains("a page of wx-" + room + " failed"));
    }

    @Test
    void everyPageThatMeetsAHaltSaysSo() {
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        world.sandbox().fault(SEND, new Fault.Refuse(47003), 0, 1);
        List<String> said = Output.of(() -> {
            for (int round = 0; round < 3; round++) {
                reminding.deliveries().round("reminder-send", Deliveries.How.ONCE);
            }
        });
        assertThat(said.stream().filter(line -> line.contains("\"Halted\":1"))).hasSize(2);
    }

    @Test
    void twoMessagesToOnePersonAtOnceComeOneAfterTheOther() {
        long other = reminding.room();
        world.sandbox().accept(openid, Reminding.TEMPLATE, 1);
        reminding.subscribe(openid, other);
        reminding.goesOnAir(room);
        reminding.goesOnAir(other);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        var pages = world.pages();
        assertThat(pages).hasSize(2);
        world.sandbox().fault(SEND, new Fault.Delay(Duration.ofMillis(300)), 0, 2);
        pages.forEach(page -> world.putPage(page.toString()));
        // a batch is worked through page by page, and its second copy does not wait for the first
        reminding.deliveries().round("reminder-send", new Deliveries.How(2, 1));
        reminding.everythingArrives();
        assertThat(world.sandbox().calls().get(SEND)).as("43108 among them").isGreaterThan(2);
        assertThat(reminding.received()).isEqualTo(Map.of(openid, 2L));
    }

    @Test
    void aPoisonedPageIsADeadLetterAndTheRestOfItsBatchIsNot() {
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        world.putPage("{\"roomId\":\"wx-" + room + "\",\"kind\":\"ON_AIR\"}");
        world.putPage("no page at all");
        reminding.everythingArrives();
        assertThat(reminding.received()).isEqualTo(Map.of(openid, 1L));
        assertThat(world.deadPages()).isEqualTo(2);
    }

    private void numbers(int asked, String state, int count) {
        JsonNode numbers = reminding.numbers(room);
        assertThat(numbers.path("asked").asInt()).isEqualTo(asked);
        assertThat(numbers.path(state).asInt()).as(state).isEqualTo(count);
        int sum = 0;
        for (String each : List.of("waiting", "sending", "sent", "refused", "failed", "unknown", "expired")) {
            sum += numbers.path(each).asInt();
        }
        assertThat(sum).isEqualTo(asked);
    }
}
