package io.kaibo.reminder.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.reminder.Reminding;
import io.kaibo.room.Announcement;
import io.kaibo.sandbox.Fault;
import io.kaibo.sandbox.SandboxControl;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** How long what cannot be done now is put off, as it is deployed: the other tests wait for nothing. */
@QuarkusTest
@TestProfile(DelaysTest.AsDeployed.class)
@WithTestResource(LocalServers.class)
class DelaysTest {

    public static final class AsDeployed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "kaibo.message.longest-delay", "PT15M",
                    "kaibo.message.templates-kept", "PT3S");
        }
    }

    @Inject
    Reminding reminding;

    @Inject
    World world;

    private final List<Integer> delays = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private long room;

    @BeforeEach
    void aRoomWithASubscriber() {
        reminding.clean();
        // what an instance kept of the templates is older than the clock's jump
        world.clock().advance(Duration.ofMinutes(1));
        world.clock().stop();
        room = reminding.room();
        assertThat(reminding.subscribe(reminding.person(), room).status()).isEqualTo(200);
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, 3);
        Calls.rewrite(this::noteDelay);
    }

    private SdkRequest noteDelay(SdkRequest request) {
        if (request instanceof SendMessageRequest send) {
            delays.add(send.delaySeconds());
            bodies.add(send.messageBody());
        }
        return request;
    }

    @ParameterizedTest
    @CsvSource({
        "43108,0,5",
        "43108,3,40",
        "43108,30,60",
        "-1,1,10",
        "44991,0,60",
        "45011,0,60",
        "45009,0,900",
        "47003,0,30",
        "45999,0,5"
    })
    void aSendThatWeChatTakesLaterComesBackAfterAWhile(int errcode, int round, int seconds) {
        world.sandbox().fault("/cgi-bin/message/subscribe/send", new Fault.Refuse(errcode), 0, 0);
        var page = (com.fasterxml.jackson.databind.node.ObjectNode)
                world.takeMessages(ReminderPage.QUEUE).getFirst();
        world.sendMessage(ReminderPage.QUEUE, page.put("round", round).toString());
        send();
        // half of the page's time is the most
        assertThat(delays)
                .singleElement()
                .satisfies(delay -> assertThat(delay).isBetween(Math.min(seconds, 880), seconds));
    }

    @ParameterizedTest
    @CsvSource({"0,5", "3,40"})
    void aPageWithoutATokenComesBackAfterAWhile(int round, int seconds) {
        world.sandbox().endTokens(SandboxControl.TokenEnd.REVOKE);
        world.sandbox().fault("/cgi-bin/stable_token", new Fault.Refuse(40125), 0, 0);
        var page = (com.fasterxml.jackson.databind.node.ObjectNode)
                world.takeMessages(ReminderPage.QUEUE).getFirst();
        world.sendMessage(ReminderPage.QUEUE, page.put("round", round).toString());
        send(); // meets the dead token
        world.takeMessages(ReminderPage.QUEUE);
        world.sendMessage(ReminderPage.QUEUE, page);
        delays.clear();
        Calls.reset();
        Calls.rewrite(this::noteDelay);
        send();
        assertThat(delays).containsExactly(seconds);
        assertThat(Calls.writes()).isZero();
    }

    /** Each call of a page that comes before its recipients, once: no record fails, and the page is there again after five seconds. */
    @ParameterizedTest
    @CsvSource({"DynamoDb.GetItem,1", "DynamoDb.GetItem,2", "DynamoDb.Query,1", "DynamoDb.BatchGetItem,1"})
    void aReadThatFailsOnceCostsFiveSeconds(String call, int which) {
        failOnce(call, which);
        send();
        assertThat(delays).containsExactly(5);
        assertThat(reminding.deliveries().takeFailures()).isZero();
    }

    @Test
    void aPageThatCouldNotBeHandedBackIsHandedBackAgain() {
        reminding.halt(room, "彩排");
        failOnce("Sqs.SendMessage", 1);
        send();
        assertThat(delays).containsExactly(5);
        assertThat(reminding.deliveries().takeFailures()).isZero();
    }

    @Test
    void aRecordFailsWhereThePageCannotBePutOffEither() {
        // the control: all of the above would fail their records, if nothing put them off
        Calls.listen(call -> {
            if (call.equals("DynamoDb.GetItem") || call.equals("Sqs.SendMessage")) {
                throw new IllegalStateException("planned");
            }
        });
        send();
        assertThat(delays).isEmpty();
        assertThat(reminding.deliveries().takeFailures()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "DynamoDb.Query,1,0,5",
        "DynamoDb.Query,1,3,40",
        "DynamoDb.Query,2,0,5",
        "Sqs.SendMessageBatch,1,0,5",
        "DynamoDb.UpdateItem,1,0,5"
    })
    void aCallOfADispatchThatFailsOnceDelaysIt(String call, int which, int round, int seconds) {
        long other = reminding.room();
        assertThat(reminding.subscribe(reminding.person(), other).status()).isEqualTo(200);
        reminding.goesOnAir(other);
        var event = (com.fasterxml.jackson.databind.node.ObjectNode)
                world.takeMessages(Announcement.QUEUE).getFirst();
        delays.clear();
        world.sendMessage(Announcement.QUEUE, event.put("round", round));
        failOnce(call, which);
        reminding.deliveries().round("reminder-dispatch", Deliveries.How.ONCE);
        assertThat(delays).containsExactly(seconds);
        assertThat(reminding.deliveries().takeFailures()).isZero();
    }

    /** A quarter of an hour would outlast the ten minutes that are left of the page's time. */
    @Test
    void halfOfWhatIsLeftOfAPagesTimeIsTheLongestDelay() {
        world.clock().advance(Duration.ofMinutes(20));
        world.sandbox().fault("/cgi-bin/message/subscribe/send", new Fault.Refuse(45009), 0, 0);
        send();
        assertThat(delays).singleElement().satisfies(delay -> assertThat(delay).isBetween(280, 300));
    }

    @Test
    void aPageWhoseReadsTookAllItsTimeIsPutOff() {
        Calls.listen(call -> {
            if (call.equals("DynamoDb.Query")) {
                world.clock().advance(Duration.ofSeconds(11));
            }
        });
        send();
        assertThat(delays).containsExactly(5);
        assertThat(bodies).singleElement().satisfies(body -> assertThat(body).contains("\"round\":1"));
    }

    private static void failOnce(String call, int which) {
        var seen = new AtomicInteger();
        Calls.listen(made -> {
            if (made.equals(call) && seen.incrementAndGet() == which) {
                throw new IllegalStateException("planned");
            }
        });
    }

    @Test
    void aRecipientOfAnotherInstanceComesBackWhenTheLeaseLapses() {
        world.sandbox().fault("/cgi-bin/message/subscribe/send", new Fault.Delay(Duration.ofMillis(500)), 0, 1);
        reminding.deliveries().round("reminder-send", new Deliveries.How(2, 1));
        assertThat(delays).singleElement().satisfies(delay -> assertThat(delay).isBetween(105, 110));
    }

    @Test
    void aHaltedRoomIsLookedAtEveryHalfMinute() {
        reminding.halt(room, "彩排");
        send();
        assertThat(delays).containsExactly(30);
    }

    @Test
    void aTemplateIsKnownToEveryInstanceAfterAFewSeconds() {
        long other = reminding.room();
        reminding.template("another-template", "on-air");
        Http.Answer meanwhile = subscribe(other);
        assertThat(meanwhile.status()).isEqualTo(422);
        assertThat(meanwhile.body().toString()).contains("takes a few seconds");
        world.clock().advance(Duration.ofSeconds(3));
        assertThat(subscribe(other).status()).isEqualTo(200);
    }

    private Http.Answer subscribe(long other) {
        return reminding.subscribe("o-other", other, "", "another-template");
    }

    private void send() {
        reminding.deliveries().round("reminder-send", Deliveries.How.ONCE);
    }
}
