package io.kaibo.reminder.send;

import static io.kaibo.reminder.PushedMessages.fresh;
import static io.kaibo.reminder.PushedMessages.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Item;
import io.kaibo.aws.Words;
import io.kaibo.message.SeenSend;
import io.kaibo.message.SendState;
import io.kaibo.message.SettleTable;
import io.kaibo.person.LocalPersons;
import io.kaibo.reminder.PushedMessages;
import io.kaibo.reminder.ReminderItems;
import io.kaibo.reminder.ledger.LedgerTable;
import io.kaibo.reminder.ledger.TemplateCounts;
import io.kaibo.room.Announcement;
import io.kaibo.room.RoomId;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.FaultSweep;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Pushing;
import io.kaibo.testing.Together;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** WeChat tells that a message came, with its person and its template, and not with its room. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class SettleUnknownTest {

    private static final Instant BEGAN = Instant.parse("2026-03-01T12:00:00.400Z");
    private static final Instant TOLD = Instant.parse("2026-03-01T12:00:05Z");

    @Inject
    Http http;

    @Inject
    World world;

    @Inject
    LedgerTable ledger;

    @Inject
    ReminderSettleTable settleTable;

    private final String template = fresh("t");
    private final String person = fresh("o");

    @BeforeEach
    void clean() {
        world.clean();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN", "SENDING"})
    void theOnlySendThatCanBeMeantIsSettled(SendState state) {
        RoomId room = subscribed(state, BEGAN);
        Instant before = world.clock().instant();
        told(TOLD, 71);
        Item settled = item(room, person);
        assertThat(settled.text("sendState")).isEqualTo("sent");
        assertThat(settled.number("msgId")).isEqualTo(71);
        assertThat(settled.text("settledBy")).isNotEmpty();
        assertThat(settled.instant("endedAt"))
                .isBetween(before.minusMillis(1), world.clock().instant());
        assertThat(settled.instant("sendingAt")).isEqualTo(BEGAN);
    }

    @Test
    void whereTwoCanBeMeantNeitherIsSettled() {
        RoomId one = subscribed(SendState.UNKNOWN, BEGAN);
        RoomId other = subscribed(SendState.UNKNOWN, BEGAN.minusSeconds(3600));
        told(TOLD, 71);
        told(TOLD, 72);
        assertUntouched(one, SendState.UNKNOWN);
        assertUntouched(other, SendState.UNKNOWN);
        assertThat(ledger.counts(template).delivered()).isEqualTo(2);
    }

    @Test
    void aSendThatIsBeingMadeCanBeMeantToo() {
        RoomId unknown = subscribed(SendState.UNKNOWN, BEGAN);
        RoomId sending = subscribed(SendState.SENDING, BEGAN);
        told(TOLD, 71);
        assertUntouched(unknown, SendState.UNKNOWN);
        assertUntouched(sending, SendState.SENDING);
    }

    @Test
    void bothAnnouncementsOfOneRoomCanBeMeant() {
        RoomId room = subscribed(SendState.UNKNOWN, BEGAN);
        put(room, Announcement.Kind.STARTING_SOON, person, began(SendState.UNKNOWN, BEGAN));
        told(TOLD, 71);
        assertUntouched(room, SendState.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"UNKNOWN", "SENDING"},
            mode = EnumSource.Mode.EXCLUDE)
    void aSubscriptionThatWaitsOrHasEndedCannotBeMeant(SendState state) {
        RoomId room = subscribed(state, BEGAN);
        told(TOLD, 71);
        assertUntouched(room, state);
        RoomId unknown = subscribed(SendState.UNKNOWN, BEGAN);
        told(TOLD, 72);
        assertUntouched(room, state);
        assertSettled(unknown, 72);
    }

    @Test
    void aSendWithoutANumberCanBeMeantToo() {
        Map<String, AttributeValue> sent = began(SendState.SENT, BEGAN);
        sent.remove("msgId");
        put(room(), Announcement.Kind.ON_AIR, person, sent);
        RoomId unknown = subscribed(SendState.UNKNOWN, BEGAN);
        told(TOLD, 71);
        assertUntouched(unknown, SendState.UNKNOWN);
    }

    @Test
    void aSendWithoutANumberIsLeftAsItIs() {
        Map<String, AttributeValue> sent = began(SendState.SENT, BEGAN);
        sent.remove("msgId");
        RoomId room = room();
        put(room, Announcement.Kind.ON_AIR, person, sent);
        told(TOLD, 71);
        assertThat(item(room, person).attributes()).doesNotContainKeys("endedAt", "settledBy", "msgId");
    }

    @Test
    void aMessageThatIsKnownSettlesNothingElse() {
        Map<String, AttributeValue> sent = began(SendState.SENT, BEGAN);
        sent.put("msgId", Item.of(71));
        put(room(), Announcement.Kind.ON_AIR, person, sent);
        RoomId unknown = subscribed(SendState.UNKNOWN, BEGAN);
        told(TOLD, 71);
        assertUntouched(unknown, SendState.UNKNOWN);
        told(TOLD, 72);
        assertSettled(unknown, 72);
    }

    @Test
    void aMessageSettlesOneSendHoweverOftenItIsTold() {
        RoomId first = subscribed(SendState.UNKNOWN, BEGAN);
        told(TOLD, 71);
        RoomId later = subscribed(SendState.UNKNOWN, BEGAN);
        told(TOLD, 71);
        told(TOLD.plusSeconds(60), 71);
        assertSettled(first, 71);
        assertUntouched(later, SendState.UNKNOWN);
        assertThat(ledger.counts(template).delivered()).isEqualTo(1);
    }

    @Test
    void aSendOfAnotherTemplateOrToAnotherPersonCannotBeMeant() {
        RoomId room = room();
        Map<String, AttributeValue> other = began(SendState.UNKNOWN, BEGAN);
        other.put("templateId", Item.of(fresh("t")));
        put(room, Announcement.Kind.ON_AIR, person, other);
        String stranger = fresh("o");
        put(room, Announcement.Kind.ON_AIR, stranger, began(SendState.UNKNOWN, BEGAN));
        told(TOLD, 71);
        assertUntouched(room, SendState.UNKNOWN);
        assertThat(item(room, stranger).text("sendState")).isEqualTo("unknown");
    }

    @Test
    void aSendThatBeganWellAfterTheEventCannotBeMeant() {
        RoomId after = subscribed(SendState.UNKNOWN, TOLD.plusMillis(60_001));
        told(TOLD, 71);
        assertUntouched(after, SendState.UNKNOWN);

        // WeChat's times have whole seconds, and its clock is not ours
        RoomId within = subscribed(SendState.UNKNOWN, TOLD.plusMillis(60_000));
        told(TOLD, 72);
        assertUntouched(after, SendState.UNKNOWN);
        assertSettled(within, 72);
    }

    /** Our clock is ahead of WeChat's: the send that the event tells of seems to begin after it. */
    @ParameterizedTest
    @ValueSource(longs = {1_500, 59_000, 600_000})
    void aSendThatIsUnderWayCanBeMeantWheneverItSeemsToHaveBegun(long millisAfter) {
        RoomId unknown = subscribed(SendState.UNKNOWN, BEGAN);
        RoomId sending = subscribed(SendState.SENDING, TOLD.plusMillis(millisAfter));
        told(TOLD, 71);
        assertUntouched(unknown, SendState.UNKNOWN);
        assertUntouched(sending, SendState.SENDING);
    }

    /** The index of persons is late: the send that the event tells of is not among those that are read. */
    @Test
    void aSendOfLongBeforeTheEventIsNotSettled() {
        RoomId old = subscribed(SendState.UNKNOWN, TOLD.minusMillis(600_001));
        told(TOLD, 71);
        assertUntouched(old, SendState.UNKNOWN);
        RoomId recent = subscribed(SendState.UNKNOWN, TOLD.minusMillis(600_000));
        told(TOLD, 72);
        assertUntouched(recent, SendState.UNKNOWN);
    }

    @Test
    void aSendOfTenMinutesBeforeTheEventIsSettled() {
        RoomId recent = subscribed(SendState.UNKNOWN, TOLD.minusMillis(600_000));
        told(TOLD, 71);
        assertSettled(recent, 71);
    }

    @Test
    void aMessageThatDidNotComeSettlesNothing() {
        RoomId room = subscribed(SendState.UNKNOWN, BEGAN);
        assertThat(push(PushedMessages.sent(person, TOLD, result(template, 71, 3))))
                .isEqualTo(200);
        assertUntouched(room, SendState.UNKNOWN);
        assertThat(ledger.counts(template)).isEqualTo(new TemplateCounts(0, 0, 0, 0, 1));
    }

    @Test
    void eachResultOfAnEventIsLookedAtByItself() {
        RoomId room = subscribed(SendState.UNKNOWN, BEGAN);
        assertThat(push(PushedMessages.sent(
                        person, TOLD, result(template, 71, 3), result(template, 72, 0), result(template, 73, 0))))
                .isEqualTo(200);
        assertSettled(room, 72);
    }

    @Test
    void theOneOfManySubscriptionsIsFound() {
        for (int each = 0; each < 150; each++) {
            subscribed(SendState.EXPIRED, BEGAN);
        }
        RoomId room = subscribed(SendState.UNKNOWN, BEGAN);
        told(TOLD, 71);
        assertSettled(room, 71);
    }

    @Test
    void aSendThatItsSenderEndsMeanwhileIsNotSettled() {
        Item ended = endedWhileItIsSettled();
        assertThat(ended.number("msgId")).isEqualTo(7);
        assertThat(ended.has("settledBy")).isFalse();
    }

    @Test
    void withoutTheConditionAnEndedSendGetsTheNumberOfAnotherMessage() {
        Calls.rewrite(Conditions.stripping(SettleTable.AS_SEEN));
        assertThat(endedWhileItIsSettled().number("msgId")).isEqualTo(71);
    }

    @Test
    void aSendThatBeganAnewSinceItWasReadIsNotSettled() {
        assertThat(begunAnewWhileItIsSettled().text("sendState")).isEqualTo("sending");
    }

    @Test
    void withoutTheConditionASendThatBeganAnewIsSettled() {
        Calls.rewrite(Conditions.stripping(SettleTable.AS_SEEN));
        assertThat(begunAnewWhileItIsSettled().text("sendState")).isEqualTo("sent");
    }

    @Test
    void oneOfTwoMessagesAtOnceSettlesTheOnlySend() throws Exception {
        assertThat(settledAtOnce()).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void withoutTheConditionTwoMessagesSettleTheSameSend() throws Exception {
        Calls.rewrite(Conditions.stripping(SettleTable.AS_SEEN));
        assertThat(settledAtOnce()).containsExactly(true, true);
    }

    @Test
    void noSingleFaultLosesOrRepeatsAnything() throws Exception {
        FaultSweep.Report report = FaultSweep.over("wechat-callback", new Events());
        assertThat(report.broken()).isEmpty();
        assertThat(report.calls()).isEqualTo(7);
        assertThat(report.points()).isEqualTo(6 * report.calls());
    }

    /** A message that settles a send, and answers about two templates. */
    private final class Events implements FaultSweep.Flow {

        private String to = "";
        private String of = "";
        private RoomId room = room();
        private final Set<String> unanswered = new HashSet<>();

        @Override
        public void prepare() {
            world.clean();
            unanswered.clear();
            to = fresh("o");
            of = fresh("t");
            room = room();
            Map<String, AttributeValue> unknown = began(SendState.UNKNOWN, BEGAN);
            unknown.put("templateId", Item.of(of));
            put(room, Announcement.Kind.ON_AIR, to, unknown);
        }

        @Override
        public List<FaultSweep.Invocation> events() {
            unanswered.addAll(messages());
            return messages().stream()
                    .map(message -> (FaultSweep.Invocation) () -> deliver(message))
                    .toList();
        }

        /** WeChat tells again what was not answered. */
        @Override
        public void settle() {
            List.copyOf(unanswered).forEach(this::deliver);
            assertThat(unanswered).isEmpty();
        }

        @Override
        public void check(Calls.Fault fault, String call) {
            checkOnce();
            // and sometimes what was
            messages().forEach(this::deliver);
            checkOnce();
        }

        private void checkOnce() {
            assertThat(item(room, to).text("sendState")).isEqualTo("sent");
            assertThat(item(room, to).number("msgId")).isEqualTo(71);
            assertThat(ledger.counts(of)).isEqualTo(new TemplateCounts(1, 0, 0, 1, 0));
            assertThat(ledger.counts(of + "2")).isEqualTo(new TemplateCounts(0, 1, 0, 0, 0));
        }

        private void deliver(String message) {
            if (push(message) == 200) {
                unanswered.remove(message);
            }
        }

        private List<String> messages() {
            return List.of(
                    PushedMessages.sent(to, TOLD, result(of, 71, 0)),
                    PushedMessages.popup(to, TOLD, PushedMessages.accept(of), PushedMessages.reject(of + "2")));
        }
    }

    /** The sender learns, between the read and the write, that the message came. */
    private Item endedWhileItIsSettled() {
        Map<String, AttributeValue> sent = began(SendState.SENT, BEGAN);
        sent.put("msgId", Item.of(7));
        return changedWhileItIsSettled(sent);
    }

    /** After it was read and before it is written, its claim is given back, and another sender claims it. */
    private Item begunAnewWhileItIsSettled() {
        return changedWhileItIsSettled(began(SendState.SENDING, BEGAN.plusSeconds(2)));
    }

    private Item changedWhileItIsSettled(Map<String, AttributeValue> changed) {
        RoomId room = subscribed(SendState.SENDING, BEGAN);
        Calls.listen(call -> {
            if (call.equals("DynamoDb.UpdateItem")) {
                put(room, Announcement.Kind.ON_AIR, person, changed);
            }
        });
        told(TOLD, 71);
        assertThat(Calls.count("DynamoDb.UpdateItem")).isEqualTo(1);
        return item(room, person);
    }

    /** Whether each of two messages settled the one send that there was when both were told. */
    private List<Boolean> settledAtOnce() throws Exception {
        subscribed(SendState.UNKNOWN, BEGAN);
        SeenSend seen = settleTable.findByPerson(LocalPersons.of(person)).getFirst();
        return Together.run(
                List.of(() -> settleTable.settle(seen, 71, TOLD), () -> settleTable.settle(seen, 72, TOLD)));
    }

    private RoomId subscribed(SendState state, Instant began) {
        RoomId room = room();
        put(room, Announcement.Kind.ON_AIR, person, began(state, began));
        return room;
    }

    private Map<String, AttributeValue> began(SendState state, Instant began) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        attributes.put("sendState", Item.of(state));
        attributes.put("sendingAt", Item.of(began));
        attributes.put("templateId", Item.of(template));
        attributes.put("askedAt", Item.of(BEGAN));
        if (state == SendState.SENT) {
            attributes.put("msgId", Item.of(1));
        }
        return attributes;
    }

    private void put(RoomId room, Announcement.Kind kind, String openid, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.putAll(ReminderItems.subscriptionKey(room, kind, LocalPersons.of(openid)));
        item.put("person", Item.of(LocalPersons.of(openid).value()));
        world.putItem(ReminderItems.TABLE, item);
    }

    private Item item(RoomId room, String openid) {
        return new Item(world.item(
                ReminderItems.TABLE,
                ReminderItems.subscriptionKey(room, Announcement.Kind.ON_AIR, LocalPersons.of(openid))));
    }

    private void assertSettled(RoomId room, long msgId) {
        assertThat(item(room, person).text("sendState")).isEqualTo("sent");
        assertThat(item(room, person).number("msgId")).isEqualTo(msgId);
    }

    private void assertUntouched(RoomId room, SendState state) {
        assertThat(item(room, person).text("sendState")).isEqualTo(Words.of(state));
        assertThat(item(room, person).attributes()).doesNotContainKeys("endedAt", "settledBy");
        assertThat(item(room, person).has("msgId")).isEqualTo(state == SendState.SENT);
    }

    private void told(Instant at, long msgId) {
        assertThat(push(PushedMessages.sent(person, at, result(template, msgId, 0))))
                .isEqualTo(200);
    }

    private int push(String message) {
        Pushing.Pushed pushed = Pushing.local().safe(message, world.clock().instant());
        return http.post("/callbacks/wechat?" + pushed.query())
                .body(pushed.body())
                .to("wechat-callback")
                .status();
    }

    private static RoomId room() {
        return RoomId.ofWeChat(new Random().nextLong(1, 100_000_000_000_000_000L));
    }
}
