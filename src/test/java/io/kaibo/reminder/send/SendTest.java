package io.kaibo.reminder.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.aws.Item;
import io.kaibo.message.SendRun;
import io.kaibo.message.SendTable;
import io.kaibo.person.LocalPersons;
import io.kaibo.person.PeopleItems;
import io.kaibo.reminder.ReminderItems;
import io.kaibo.reminder.Reminding;
import io.kaibo.reminder.halt.ReminderStrangeCodeTable;
import io.kaibo.room.Announcement;
import io.kaibo.sandbox.Fault;
import io.kaibo.sandbox.SandboxControl;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** A room goes on air, and what becomes of each who asked, by what WeChat says. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class SendTest {

    private static final String SEND = "/cgi-bin/message/subscribe/send";
    private static final String STABLE_TOKEN = "/cgi-bin/stable_token";

    @Inject
    Reminding reminding;

    @Inject
    World world;

    @Inject
    PeopleItems peopleItems;

    @Inject
    ReminderStrangeCodeTable strangeCodes;

    private long room;
    private String openid;

    @BeforeEach
    void aRoomToComeWithOneSubscriber() {
        reminding.clean();
        room = reminding.room(Map.of("name", "秋日穿搭直播间"));
        openid = reminding.person();
        reminding.subscribe(openid, room);
    }

    @Test
    void aSubscriberIsToldOnceInTheWordsOfTheTemplate() {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"\"",
                "\"not a number\"",
                "{}",
                "[]",
                "true",
                "12.5",
                "-1",
                "18446744073709551616",
                "\"18446744073709551616\""
            })
    void aMessageWhoseNumberCannotBeReadCountsAsSent(String msgid) {
        world.sandbox().fault(SEND, new Fault.Say("{\"errcode\":0,\"errmsg\":\"ok\",\"msgid\":" + msgid + "}"));
        reminding.goesOnAir(room);
        reminding.everythingArrives();
        numbers(1, "sent", 1);
        assertThat(world.items(ReminderItems.TABLE))
                .allSatisfy(item -> assertThat(item).doesNotContainKey("msgId"));
        assertThat(world.sandbox().calls()).containsEntry(SEND, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"71", "\"71\"", "71.0"})
    void aNumberIsReadInEveryFormThatSaysTheSame(String msgid) {
        world.sandbox().fault(SEND, new Fault.Say("{\"errcode\":0,\"msgid\":" + msgid + "}"));
        reminding.goesOnAir(room);
        reminding.everythingArrives();
        assertThat(world.items(ReminderItems.TABLE))
                .filteredOn(item -> item.containsKey("msgId"))
                .singleElement()
                .satisfies(item -> assertThat(item.get("msgId").n()).isEqualTo("71"));
    }

    @Test
    void aSecondEventAndASecondPageAddNoSend() {
        reminding.goesOnAir(room);
        var event = world.takeMessages(Announcement.QUEUE);
        for (int time = 0; time < 2; time++) {
            world.sendMessage(Announcement.QUEUE, event.getFirst());
            reminding.everythingArrives(new Deliveries.How(2, 1));
        }
        assertThat(reminding.received()).isEqualTo(Map.of(openid, 1L));
        assertThat(world.sandbox().calls()).containsEntry(SEND, 1);
        numbers(1, "sent", 1);
    }

    @Test
    void withoutTheConditionASecondPageWouldBeASecondMessage() {
        Calls.rewrite(Conditions.stripping(SendTable.TO_BE_SENT));
        reminding.goesOnAir(room);
        reminding.everythingArrives(new Deliveries.How(2, 1));
        assertThat(reminding.received()).isEqualTo(Map.of(openid, 2L));
    }

    @Test
    void aRecipientWhoAcceptedNothingIsRefusedForGood() {
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
    @ValueSource(ints = {43108, 44991, 45009, 45011, -1})
    void aMessageThatWeChatTakesLaterIsSentLaterAndIsNoFailureOfThePage(int errcode) {
        isSentAfterEight(new Fault.Refuse(errcode));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 413, 429})
    void aMessageThatAProxyOfWeChatRefusesIsSentLater(int status) {
        isSentAfterEight(new Fault.Fail(status));
    }

    private void isSentAfterEight(Fault fault) {
        world.sandbox().fault(SEND, fault, 0, 8);
        reminding.goesOnAir(room);
        reminding.everythingArrives();
        assertThat(reminding.received()).isEqualTo(Map.of(openid, 1L));
        assertThat(world.sandbox().calls()).containsEntry(SEND, 9);
        numbers(1, "sent", 1);
        assertThat(reminding.deliveries().takeFailures()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {40003, 40226})
    void aPersonWithAnInvalidOpenidIsFailed(int errcode) {
        world.sandbox().fault(SEND, new Fault.Refuse(errcode), 0, 0);
        reminding.goesOnAir(room);
        reminding.everythingArrives();
        numbers(1, "failed", 1);
        assertThat(reminding.halts()).isEmpty();
        assertThat(world.sandbox().calls()).containsEntry(SEND, 1);
    }

    @Test
    void anErrcodeThatNoRuleNamesLetsItsPersonWait() {
        world.sandbox().fault(SEND, new Fault.Refuse(45999), 0, 8);
        reminding.goesOnAir(room);
        reminding.everythingArrives();
        assertThat(reminding.halts()).isEmpty();
        assertThat(reminding.received()).isEqualTo(Map.of(openid, 1L));
        numbers(1, "sent", 1);
    }

    @Test
    void theThirdPersonWhoMeetsItHaltsTheRoom() {
        for (int more = 0; more < 4; more++) {
            assertThat(reminding.subscribe(reminding.person(), room).status()).isEqualTo(200);
        }
        world.sandbox().fault(SEND, new Fault.Refuse(45999), 0, 0);
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        reminding.deliveries().round("reminder-send", Deliveries.How.ONCE);
        reminding.deliveries().round("reminder-send", Deliveries.How.ONCE);
        numbers(5, "waiting", 5);
        assertThat(reminding.halts())
                .singleElement()
                .satisfies(halt -> assertThat(halt.path("reason").asText())
                        .startsWith("WeChat refuses messages of the template " + Reminding.TEMPLATE + " with 45999: "));
        reminding.resume(room);
        assertThat(strangeCodes.recordPerson(
                        Reminding.id(room),
                        45999,
                        LocalPersons.of("o-other"),
                        world.clock().instant()))
                .as("what was met before the resume counts no more")
                .isEqualTo(1);
        world.sandbox().clearFaults();
        reminding.everythingArrives();
        numbers(5, "sent", 5);
        assertThat(reminding.received())
                .hasSize(5)
                .allSatisfy((person, messages) -> assertThat(messages).isEqualTo(1));
    }

    @Test
    void onlyDifferentPersonsOfTheLastFiveMinutesAreCounted() {
        reminding.goesOnAir(room);
        for (int person = 0; person < 4; person++) {
            strangeCodes.recordPerson(
                    Reminding.id(room),
                    45999,
                    LocalPersons.of("o-" + person),
                    world.clock().instant());
            assertThat(strangeCodes.recordPerson(
                            Reminding.id(room),
                            45999,
                            LocalPersons.of("o-" + person),
                            world.clock().instant()))
                    .as("the same person counts once, and one of four minutes ago still counts")
                    .isEqualTo(Math.min(person + 1, 2));
            assertThat(strangeCodes.recordPerson(
                            Reminding.id(room),
                            45998,
                            LocalPersons.of("o-" + person),
                            world.clock().instant()))
                    .as("each errcode by itself")
                    .isEqualTo(Math.min(person + 1, 2));
            world.clock().advance(Duration.ofMinutes(4));
        }
    }

    /** What cannot be read is no answer: WeChat may have sent the message. */
    @ParameterizedTest
    @ValueSource(strings = {"", "null", "<html>", "{\"errcode\":", "[]", "{}", "{\"errcode\":\"ok\"}", "{\"msgid\":7}"})
    void aSendWhoseAnswerCannotBeReadIsUnknown(String body) {
        world.sandbox().fault(SEND, new Fault.Say(body), 0, 1);
        reminding.goesOnAir(room);
        reminding.everythingArrives();
        numbers(1, "unknown", 1);
        assertThat(world.sandbox().calls()).containsEntry(SEND, 1);
    }

    @Test
    void afterThreePersonsTheRestOfThePageIsNotTried() {
        aFullPage();
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        reminding.onlyTheFullPage();
        world.sandbox().fault(SEND, new Fault.Refuse(45999), 0, 0);
        Calls.reset();
        List<String> said = Output.of(() -> reminding.deliveries().round("reminder-send", Deliveries.How.ONCE));
        assertThat(Calls.count("WeChat." + SEND)).isBetween(3L, 2L * SendRun.A_FEW - 1);
        assertThat(reminding.halts()).hasSize(1);
        assertThat(said)
                .filteredOn(line -> line.contains("WeChat takes sends of ReminderPage[wx-" + room))
                .singleElement()
                .asString()
                .contains("45999");
    }

    /** WeChat goes on refusing after the resume: the same persons halt the room anew. */
    @Test
    void theSamePersonsHaltTheRoomAgainAfterAResume() {
        for (int more = 0; more < 2; more++) {
            assertThat(reminding.subscribe(reminding.person(), room).status()).isEqualTo(200);
        }
        world.sandbox().fault(SEND, new Fault.Refuse(45999), 0, 0);
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        for (int time = 0; time < 2; time++) {
            for (int round = 0; round < 3; round++) {
                reminding.deliveries().round("reminder-send", Deliveries.How.ONCE);
            }
            assertThat(reminding.halts()).as("time " + time).hasSize(1);
            int sends = world.sandbox().calls().get(SEND);
            reminding.deliveries().round("reminder-send", Deliveries.How.ONCE);
            assertThat(world.sandbox().calls()).containsEntry(SEND, sends);
            reminding.resume(room);
            world.clock().advance(Duration.ofSeconds(20));
        }
        numbers(3, "waiting", 3);
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
    void aSendThatAServerErrorAnswersIsUnknown(int status) {
        world.sandbox().fault(SEND, new Fault.Fail(status), 0, 1);
        reminding.goesOnAir(room);
        reminding.everythingArrives();
        numbers(1, "unknown", 1);
        assertThat(world.sandbox().calls()).containsEntry(SEND, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {40125, 40164, 45009, 45011, -1})
    void withoutATokenThePageComesBackAndNoRecipientIsTouched(int errcode) {
        noToken(new Fault.Refuse(errcode));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 500})
    void thePageComesBackAndNoRecipientIsTouchedWhereWeChatIsAway(int status) {
        noToken(new Fault.Fail(status));
    }

    private void noToken(Fault fault) {
        aFullPage();
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        int pages = reminding.onlyTheFullPage();
        assertThat(pages).isEqualTo(1);
        world.sandbox().endTokens(SandboxControl.TokenEnd.REVOKE);
        Calls.reset();
        // the first round meets the dead token, and from then on there is none
        world.sandbox().fault(STABLE_TOKEN, fault, 0, 0);
        reminding.deliveries().round("reminder-send", Deliveries.How.ONCE);
        Calls.reset();
        for (int round = 0; round < 3; round++) {
            assertThat(reminding.deliveries().round("reminder-send", Deliveries.How.ONCE))
                    .isEqualTo(1);
        }
        assertThat(Calls.count("WeChat." + STABLE_TOKEN)).isLessThanOrEqualTo(6);
        assertThat(Calls.count("WeChat." + SEND)).isZero();
        assertThat(Calls.writes()).isZero();
        assertThat(Calls.count("DynamoDb.Query"))
                .as("its recipients are not even read")
                .isZero();
        assertThat(reminding.states()).doesNotContainKeys("sending", "unknown", "failed");
        world.sandbox().clearFaults();
        reminding.everythingArrives();
        assertThat(reminding.received())
                .hasSize(ReminderPage.SIZE)
                .allSatisfy((person, messages) -> assertThat(messages).isEqualTo(1));
        assertThat(reminding.deliveries().takeFailures()).isZero();
    }

    @Test
    void aPageStopsAtTheSecondDeadToken() {
        aFullPage();
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        reminding.onlyTheFullPage();
        world.sandbox().fault(SEND, new Fault.Refuse(40001), 0, 0);
        Calls.reset();
        reminding.deliveries().round("reminder-send", Deliveries.How.ONCE);
        assertThat(Calls.count("WeChat." + STABLE_TOKEN)).isLessThanOrEqualTo(3);
        assertThat(Calls.count("WeChat." + SEND)).isLessThanOrEqualTo(3 * SendRun.A_FEW);
        assertThat(reminding.states()).isEqualTo(Map.of("waiting", (long) ReminderPage.SIZE + 1));
        world.sandbox().clearFaults();
        reminding.everythingArrives();
        assertThat(reminding.received())
                .hasSize(ReminderPage.SIZE)
                .allSatisfy((person, messages) -> assertThat(messages).isEqualTo(1));
    }

    @Test
    void afterAFewSendsWithoutAnAnswerTheRestOfThePageWaits() {
        costsAFew(new Fault.Fail(502), "unknown");
    }

    @Test
    void afterAFewThatWeChatDidNotTakeTheRestOfThePageWaits() {
        costsAFew(new Fault.Fail(429), "none");
        assertThat(reminding.received()).hasSize(ReminderPage.SIZE);
    }

    @Test
    void anOutageInTheMiddleOfAPageCostsTheSendsThatAreUnderWay() {
        aFullPage();
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        reminding.onlyTheFullPage();
        world.sandbox().fault(SEND, new Fault.Fail(502), 30, 0);
        reminding.deliveries().round("reminder-send", Deliveries.How.ONCE);
        assertThat(reminding.states().get("unknown")).isBetween((long) SendRun.A_FEW, SendRun.A_FEW + 25L - 1);
        assertThat(reminding.states().get("waiting")).isGreaterThan(30);
    }

    /** Every send of a page meets the fault: a few are tried, the others wait, and are sent to when it is over. */
    private void costsAFew(Fault fault, String state) {
        aFullPage();
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        reminding.onlyTheFullPage();
        world.sandbox().fault(SEND, fault, 0, 0);
        Calls.reset();
        reminding.deliveries().round("reminder-send", Deliveries.How.ONCE);
        assertThat(Calls.count("WeChat." + SEND)).isBetween((long) SendRun.A_FEW, 2L * SendRun.A_FEW);
        long ended = reminding.states().getOrDefault(state, 0L);
        assertThat(ended).isEqualTo(state.equals("none") ? 0 : Calls.count("WeChat." + SEND));
        world.sandbox().clearFaults();
        reminding.everythingArrives();
        assertThat(reminding.received())
                .hasSize(ReminderPage.SIZE - (int) ended)
                .allSatisfy((person, messages) -> assertThat(messages).isEqualTo(1));
    }

    @Test
    void onceWeChatHasAnsweredThePageIsSentToManyAtATime() {
        aFullPage();
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        reminding.onlyTheFullPage();
        var begun = new AtomicInteger();
        var together = new CountDownLatch(SendRun.A_FEW + 1);
        Calls.listen(call -> {
            if (call.equals("WeChat." + SEND) && begun.incrementAndGet() > SendRun.A_FEW) {
                // each waits until more than a few are under way
                together.countDown();
                await(together);
            }
        });
        reminding.everythingArrives();
        assertThat(together.getCount()).isZero();
        assertThat(reminding.received())
                .hasSize(ReminderPage.SIZE)
                .allSatisfy((person, messages) -> assertThat(messages).isEqualTo(1));
    }

    @Test
    void whereTheHaltCannotBeWrittenTheRecipientIsGivenBackAllTheSame() {
        world.sandbox().fault(SEND, new Fault.Refuse(47003), 0, 1);
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        Calls.rewrite(request -> {
            if (request instanceof UpdateItemRequest update
                    && update.key().get("pk").s().equals("HALTS")) {
                throw new IllegalStateException("planned");
            }
            return request;
        });
        reminding.deliveries().round("reminder-send", Deliveries.How.ONCE);
        assertThat(reminding.halts()).isEmpty();
        assertThat(reminding.states()).isEqualTo(Map.of("waiting", 1L));
        reminding.everythingArrives();
        numbers(1, "sent", 1);
    }

    @Test
    void aPageGoesRoundMoreThanTwentyTimesAndIsStillSentAfterTheResume() {
        reminding.halt(room, "彩排");
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        for (int round = 0; round < 40; round++) {
            assertThat(reminding.deliveries().round("reminder-send", Deliveries.How.ONCE))
                    .isEqualTo(1);
            world.clock().advance(Duration.ofSeconds(30));
        }
        assertThat(reminding.received()).isEmpty();
        reminding.resume(room);
        reminding.everythingArrives();
        assertThat(reminding.received()).isEqualTo(Map.of(openid, 1L));
    }

    @Test
    void aPageThatIsNeverResumedEndsByItself() {
        reminding.halt(room, "彩排");
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        int rounds = 0;
        while (reminding.deliveries().round("reminder-send", Deliveries.How.ONCE) > 0) {
            world.clock().advance(Duration.ofSeconds(30));
            rounds++;
        }
        assertThat(rounds).isBetween(60, 62);
        numbers(1, "expired", 1);
    }

    @Test
    void anErasedPersonIsNotSentToAndDelaysNoOther() {
        String other = reminding.person();
        reminding.subscribe(other, room);
        peopleItems.erase(openid);
        reminding.goesOnAir(room);
        reminding.everythingArrives();
        assertThat(reminding.received()).isEqualTo(Map.of(other, 1L));
        assertThat(world.sandbox().calls()).containsEntry(SEND, 1);
        numbers(2, "failed", 1);
        numbers(2, "sent", 1);
        assertThat(world.items(ReminderItems.TABLE))
                .filteredOn(item -> item.containsKey("sendState")
                        && item.get("sendState").s().equals("failed"))
                .singleElement()
                .satisfies(item -> assertThat(item)
                        .containsEntry("sk", Item.of(LocalPersons.of(openid).value()))
                        .containsKey("endedAt")
                        .doesNotContainKeys("errcode", "sendingAt", "sendBy"));
    }

    @Test
    void recipientsThatTheTableOfPeopleLostWaitAndAreSentToWhenTheyAreBack() {
        String other = reminding.person();
        reminding.subscribe(other, room);
        peopleItems.forget(openid);
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        for (int round = 0; round < 3; round++) {
            reminding.deliveries().round("reminder-send", Deliveries.How.ONCE);
        }
        assertThat(reminding.received()).isEqualTo(Map.of(other, 1L));
        numbers(2, "waiting", 1);
        peopleItems.remember(List.of(openid));
        reminding.everythingArrives();
        assertThat(reminding.received()).isEqualTo(Map.of(other, 1L, openid, 1L));
    }

    @Test
    void whereTheOpenidsCannotBeReadThePageComesBackAndNoRecipientIsTouched() {
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        Calls.reset();
        Calls.rewrite(request -> {
            if (request instanceof BatchGetItemRequest get && isOfPeople(get)) {
                throw new IllegalStateException("planned");
            }
            return request;
        });
        for (int round = 0; round < 3; round++) {
            assertThat(reminding.deliveries().round("reminder-send", Deliveries.How.ONCE))
                    .isEqualTo(1);
        }
        assertThat(Calls.writes()).isZero();
        assertThat(world.sandbox().calls()).containsEntry(SEND, 0);
        assertThat(reminding.states()).isEqualTo(Map.of("waiting", 1L));
        Calls.reset();
        reminding.everythingArrives();
        numbers(1, "sent", 1);
        assertThat(reminding.deliveries().takeFailures()).isZero();
    }

    @Test
    void theOpenidsOfAPageAreReadInOneCall() {
        aFullPage();
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        reminding.onlyTheFullPage();
        var reads = new AtomicInteger();
        Calls.rewrite(request -> {
            if (request instanceof BatchGetItemRequest get && isOfPeople(get)) {
                reads.incrementAndGet();
            }
            return request;
        });
        reminding.everythingArrives();
        assertThat(reads).hasValue(1);
        assertThat(reminding.received()).hasSize(ReminderPage.SIZE);
    }

    private static boolean isOfPeople(BatchGetItemRequest get) {
        return get.requestItems().containsKey("kaibo-local-people");
    }

    private void aFullPage() {
        reminding.subscribers(room, Reminding.neighbours(ReminderPage.SIZE));
    }

    @ParameterizedTest
    @ValueSource(ints = {47003, 40037, 43107, 45168, 41030, 48001})
    void aMessageThatWeChatWillNotTakeHaltsTheRoomUntilAnOperatorResumes(int errcode) {
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
            assertThat(halt.path("reason").asText())
                    .startsWith(
                            "WeChat refuses messages of the template " + Reminding.TEMPLATE + " with " + errcode + ": ")
                    .doesNotContain(openid)
                    .doesNotContain(other);
        });

        world.sandbox().clearFaults();
        reminding.resume(room);
        reminding.everythingArrives();
        assertThat(reminding.received()).isEqualTo(Map.of(openid, 1L, other, 1L));
        assertThat(reminding.halts()).isEmpty();
    }

    @Test
    void aRoomThatDoesNotFitItsTemplateIsHaltedBeforeAnyClaim() {
        reminding.putTemplate(Reminding.TEMPLATE, """
            {"kind":"on-air","page":"p","fields":{"character_string1":{"room":"name"}}}
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
    void aTemplateThatWasDeletedIsNamedAsSuch() {
        assertThat(reminding.deleteTemplate(Reminding.TEMPLATE).status()).isEqualTo(204);
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        List<String> said = Output.of(() -> reminding.deliveries().round("reminder-send", Deliveries.How.ONCE));
        String reason = "The template " + Reminding.TEMPLATE + " is not configured any more.";
        assertThat(reminding.halts())
                .singleElement()
                .satisfies(halt -> assertThat(halt.path("reason").asText()).isEqualTo(reason));
        assertThat(said).anyMatch(line -> line.contains("the reminders of wx-" + room + " are halted: " + reason));
        numbers(1, "waiting", 1);
    }

    /** A read that is not consistent may miss the newest writes, or the whole room. */
    @Test
    void theEndOfAWaitIsDecidedOnAConsistentReadOfTheRoom() {
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        Calls.rewrite(request -> request instanceof GetItemRequest get && isLook(get)
                ? get.toBuilder()
                        .key(Map.of("pk", Item.of("wx-404"), "sk", get.key().get("sk")))
                        .build()
                : request);
        reminding.deliveries().round("reminder-send", Deliveries.How.ONCE);
        numbers(1, "sent", 1);
    }

    @Test
    void onlyTheSecondLookOfASubscriptionIsAConsistentRead() {
        var looks = new CopyOnWriteArrayList<Boolean>();
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        long other = reminding.room();
        Calls.rewrite(request -> {
            if (request instanceof GetItemRequest get && get.key().get("sk").s().equals("HEAD")) {
                looks.add(get.consistentRead());
            }
            return request;
        });
        reminding.as("o-other", "GET", "/reminders/wx-" + room).to("reminder-api");
        assertThat(looks).as("a viewer looks").containsExactly(false);
        reminding.deliveries().round("reminder-send", Deliveries.How.ONCE);
        assertThat(looks).as("a page").containsExactly(false, false);
        reminding.subscribe("o-other", other);
        assertThat(looks).as("a viewer subscribes").containsExactly(false, false, false, true);
    }

    private static boolean isLook(GetItemRequest get) {
        return get.key().get("sk").s().equals("HEAD") && !get.consistentRead();
    }

    @Test
    void noTokenIsWaitedForWhileARecipientIsClaimed() throws Exception {
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        // between the page's look for a token and its first send
        Calls.listen(call -> {
            if (call.equals("DynamoDb.BatchGetItem")) {
                world.sandbox().endTokens(SandboxControl.TokenEnd.REVOKE);
            }
        });
        var whileAsked = new CopyOnWriteArrayList<Map<String, Long>>();
        try (var looks = Executors.newSingleThreadExecutor()) {
            // a thread that is not of the function, which may not scan
            looks.submit(reminding::states).get();
            Calls.listen(call -> {
                if (call.equals("WeChat." + STABLE_TOKEN)) {
                    whileAsked.add(CompletableFuture.supplyAsync(reminding::states, looks)
                            .join());
                }
            });
            reminding.deliveries().round("reminder-send", Deliveries.How.ONCE);
        }
        assertThat(whileAsked).isNotEmpty().allMatch(Map.of("waiting", 1L)::equals);
        numbers(1, "sent", 1);
    }

    @Test
    void noSubscriberIsToldOfARoomThatHasEnded() {
        reminding.goesOnAir(room);
        world.sandbox().moveRoom(room, 103);
        reminding.sync();
        reminding.everythingArrives();
        assertThat(reminding.received()).isEmpty();
        assertThat(reminding.states()).containsEntry("expired", 1L);
        numbers(1, "expired", 1);
    }

    @Test
    void noSubscriberIsToldTooLate() {
        reminding.goesOnAir(room);
        world.clock().advance(Duration.ofMinutes(31));
        numbers(1, "expired", 1);
        reminding.everythingArrives();
        assertThat(reminding.received()).isEmpty();
        assertThat(reminding.states()).containsEntry("expired", 1L);
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
    void aViewerWhoCancelsIsNotTold() {
        reminding.as(openid, "DELETE", "/reminders/wx-" + room).to("reminder-api");
        reminding.goesOnAir(room);
        reminding.everythingArrives();
        assertThat(reminding.received()).isEmpty();
        numbers(0, "sent", 0);
    }

    @Test
    void aPageWhoseTimeRunsOutHandsBackTheRest() {
        aFullPage();
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
        assertThat(reminding.states()).containsKey("waiting");
        reminding.everythingArrives();
        assertThat(reminding.received())
                .hasSize(ReminderPage.SIZE + 1)
                .allSatisfy((person, messages) -> assertThat(messages).isEqualTo(1));
        numbers(ReminderPage.SIZE + 1, "sent", ReminderPage.SIZE + 1);
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
        assertThat(world.takeDeadLetters(ReminderPage.QUEUE)).isEmpty();
    }

    @Test
    void aClaimWhoseAnswerIsLostIsGivenBack() {
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        AtomicBoolean once = new AtomicBoolean();
        Calls.afterEach(call -> {
            if (call.equals("DynamoDb.UpdateItem") && once.compareAndSet(false, true)) {
                throw new IllegalStateException("planned");
            }
        });
        reminding.deliveries().round("reminder-send", Deliveries.How.ONCE);
        assertThat(reminding.states()).isEqualTo(Map.of("waiting", 1L));
        reminding.everythingArrives();
        numbers(1, "sent", 1);
    }

    @Test
    void aPageThatFailsIsPutOffUntilItsTimeIsLongOverAndThenADeadLetter() {
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        Calls.listen(call -> {
            if (call.equals("DynamoDb.UpdateItem")) {
                throw new IllegalStateException("planned");
            }
        });
        for (int round = 0; round < 40; round++) {
            assertThat(reminding.deliveries().round("reminder-send", Deliveries.How.ONCE))
                    .isEqualTo(1);
        }
        assertThat(reminding.deliveries().takeFailures()).isZero();
        world.clock().advance(Duration.ofMinutes(44));
        assertThat(reminding.deliveries().round("reminder-send", Deliveries.How.ONCE))
                .isEqualTo(1);
        assertThat(reminding.deliveries().takeFailures()).isZero();
        world.clock().advance(Duration.ofMinutes(2));
        List<String> said = Output.of(reminding::everythingArrives);
        assertThat(world.takeDeadLetters(ReminderPage.QUEUE)).hasSize(1);
        assertThat(world.sandbox().calls()).containsEntry(SEND, 0);
        assertThat(said).anyMatch(line -> line.contains("ReminderPage[wx-" + room) && line.contains(" failed"));
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
        assertThat(said.stream().filter(line -> line.contains("\"ReminderPageHalted\":1")))
                .hasSize(2);
    }

    @Test
    void twoMessagesToOnePersonAtOnceComeOneAfterTheOther() {
        long other = reminding.room();
        reminding.subscribe(openid, other);
        reminding.goesOnAir(room);
        reminding.goesOnAir(other);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        var pages = world.takeMessages(ReminderPage.QUEUE);
        assertThat(pages).hasSize(2);
        world.sandbox().fault(SEND, new Fault.Delay(Duration.ofMillis(300)), 0, 2);
        pages.forEach(page -> world.sendMessage(ReminderPage.QUEUE, page));
        reminding.deliveries().round("reminder-send", new Deliveries.How(1, 2));
        reminding.everythingArrives();
        assertThat(world.sandbox().calls().get(SEND)).as("43108 among them").isGreaterThan(2);
        assertThat(reminding.received()).isEqualTo(Map.of(openid, 2L));
    }

    @Test
    void aPoisonedPageIsADeadLetterAndThePageBesideItIsNot() {
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        world.sendMessage(ReminderPage.QUEUE, "{\"roomId\":\"wx-" + room + "\",\"kind\":\"on-air\"}");
        world.sendMessage(ReminderPage.QUEUE, "no page at all");
        reminding.everythingArrives();
        assertThat(reminding.received()).isEqualTo(Map.of(openid, 1L));
        assertThat(world.takeDeadLetters(ReminderPage.QUEUE)).hasSize(2);
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

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(5, TimeUnit.SECONDS)) {
                throw new IllegalStateException("too few are under way");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
