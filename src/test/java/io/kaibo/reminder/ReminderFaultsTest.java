package io.kaibo.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.person.LocalPersons;
import io.kaibo.reminder.send.ReminderDispatchFunction;
import io.kaibo.room.Announcement;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.Exhaustive;
import io.kaibo.testing.FaultSweep;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.OneCallAfterTheOther;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every single fault from the subscription to WeChat's event that the message came: subscribe, on air, dispatch, send, sent-event. */
@QuarkusTest
@TestProfile(OneCallAfterTheOther.class)
@WithTestResource(LocalServers.class)
public class ReminderFaultsTest {

    private static final int EACH_CALL = Integer.MAX_VALUE;

    /** Of so many calls one is struck, in a run that is not exhaustive: each takes a second. */
    private static final int ONE_OF = 6;

    @Inject
    Reminding reminding;

    @Inject
    World world;

    /** It opens its connection when it is built, which is not a call of the flow. */
    @Inject
    ReminderDispatchFunction dispatch;

    @Test
    void noSingleFaultBreaksAPromise() throws Exception {
        FaultSweep.Report report = FaultSweep.over("reminders", new OneRoom(), EACH_CALL, ONE_OF);
        assertThat(report.broken()).isEmpty();
        assertThat(report.calls()).isGreaterThan(40);
        assertThat(report.points())
                .isEqualTo(Exhaustive.size(6 * report.calls(), Math.ceilDiv(report.calls(), ONE_OF)));
    }

    private final class OneRoom implements FaultSweep.Flow {

        private static final String ASKS = "o-asks";
        private static final String ASKED = "o-asked";
        private static final String ACCEPTED_NOTHING = "o-accepted-nothing";

        private long room;
        private boolean told;

        @Override
        public void prepare() {
            reminding.clean();
            room = reminding.room();
            reminding.subscribe(ASKED, room);
            reminding.subscribe(ACCEPTED_NOTHING, room);
            world.sandbox().accept(ASKS, Reminding.TEMPLATE, 2);
            world.sandbox().accept(ASKED, Reminding.TEMPLATE, 2);
            told = false;
        }

        @Override
        public List<FaultSweep.Invocation> events() {
            return List.of(
                    () -> {
                        Http.Answer answer = reminding.subscribe(ASKS, room);
                        told = answer.status() == 200;
                    },
                    () -> reminding.goesOnAir(room),
                    () -> reminding.deliveries().round("reminder-dispatch", Deliveries.How.ONCE),
                    () -> reminding.deliveries().round("reminder-send", Deliveries.How.ONCE),
                    this::weChatTellsWhatCame);
        }

        /** WeChat's events, of every message that it brought. */
        private void weChatTellsWhatCame() {
            world.sandbox()
                    .messages()
                    .forEach(message -> reminding.pushed(PushedMessages.sent(
                            message.openid(),
                            world.clock().instant(),
                            PushedMessages.result(message.templateId(), message.msgid(), 0))));
        }

        /** Syncs and queues go on, and a lease lapses between two deliveries. */
        @Override
        public void settle() {
            for (int round = 0; round < 3; round++) {
                world.clock().advance(Duration.ofMinutes(4));
                reminding.sync();
                reminding.everythingArrives();
                weChatTellsWhatCame();
            }
            Calls.reset();
            reminding.everythingArrives();
            assertThat(Calls.writes()).as("writes once all is quiet").isZero();
        }

        @Override
        public void check(Calls.Fault fault, String call) {
            Map<String, Long> received = reminding.received();
            assertThat(received.values()).containsOnly(1L);
            assertThat(received).doesNotContainKey(ACCEPTED_NOTHING);
            JsonNode numbers = reminding.numbers(room);
            int sent = numbers.path("sent").asInt();
            int unknown = numbers.path("unknown").asInt();
            // what came is known, since WeChat tells it and no viewer has a second room
            assertThat(received).hasSize(sent);
            // one send is in flight at a time, and no other outcome is in doubt
            assertThat(unknown).isLessThanOrEqualTo(1);
            assertThat(numbers.path("refused").asInt() + sent + unknown)
                    .isEqualTo(numbers.path("asked").asInt());
            assertThat(state(ACCEPTED_NOTHING)).isIn("refused", "unknown");
            assertThat(state(ASKED)).isIn("sent", "unknown");
            if (told) {
                assertThat(state(ASKS)).isIn("sent", "unknown");
            }
            if (!call.equals("WeChat./cgi-bin/message/subscribe/send") && !call.equals("DynamoDb.UpdateItem")) {
                assertThat(unknown).isZero();
            }
            if (call.equals("DynamoDb.UpdateItem")
                    && fault.moment() == Calls.Moment.AFTER
                    && fault.kind() == Calls.Kind.FAILED) {
                assertThat(unknown)
                        .as("a claim whose answer is lost is given back")
                        .isZero();
            }
        }

        private String state(String openid) {
            var key = ReminderItems.subscriptionKey(
                    Reminding.id(room), Announcement.Kind.ON_AIR, LocalPersons.of(openid));
            return world.items(ReminderItems.TABLE).stream()
                    .filter(item -> item.entrySet().containsAll(key.entrySet()))
                    .map(item -> item.get("sendState").s())
                    .findFirst()
                    .orElse("none");
        }
    }
}
