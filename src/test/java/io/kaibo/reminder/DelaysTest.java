package io.kaibo.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.sandbox.Fault;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** How long what cannot be done now is put off, as it is deployed: the other tests wait for nothing. */
@QuarkusTest
@TestProfile(DelaysTest.AsDeployed.class)
@WithTestResource(LocalServers.class)
class DelaysTest {

    public static final class AsDeployed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("kaibo.reminder.longest-delay", "PT15M", "kaibo.reminder.templates-kept", "PT30S");
        }
    }

    @Inject
    Reminding reminding;

    @Inject
    World world;

    private final List<Integer> delays = new CopyOnWriteArrayList<>();
    private long room;

    @BeforeEach
    void aRoomWithASubscriber() {
        reminding.clean();
        // what an instance kept of the templates is older than the clock's jump
        world.clock().advance(Duration.ofMinutes(1));
        room = reminding.room();
        assertThat(reminding.subscribe(reminding.person(), room).status()).isEqualTo(200);
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, 3);
        Calls.rewrite(request -> {
            if (request instanceof SendMessageRequest send) {
                delays.add(send.delaySeconds());
            }
            return request;
        });
    }

    @ParameterizedTest
    @CsvSource({"43108,0,5", "43108,3,40", "43108,30,900", "-1,1,10", "45011,0,60", "45009,0,900", "47003,0,30"})
    void whatWeChatTakesLaterComesBackAfterAWhile(int errcode, int round, int seconds) {
        world.sandbox().fault("/cgi-bin/message/subscribe/send", new Fault.Refuse(errcode), 0, 0);
        var page =
                (com.fasterxml.jackson.databind.node.ObjectNode) world.pages().getFirst();
        world.putPage(page.put("round", round).toString());
        send();
        assertThat(delays).containsExactly(seconds);
    }

    @Test
    void whoIsInOtherHandsIsLookedAtWhenTheLeaseIsOver() {
        world.sandbox().fault("/cgi-bin/message/subscribe/send", new Fault.Delay(Duration.ofMillis(500)), 0, 1);
        reminding.deliveries().round("reminder-send", new Deliveries.How(2, 1));
        assertThat(delays).singleElement().satisfies(delay -> assertThat(delay).isBetween(85, 90));
    }

    @Test
    void aHaltedRoomIsLookedAtEveryHalfMinute() {
        reminding.halt(room, "彩排");
        send();
        assertThat(delays).containsExactly(30);
    }

    @Test
    void aTemplateIsKnownToEveryInstanceAfterHalfAMinute() {
        long other = reminding.room();
        reminding.template("another-template", "ON_AIR");
        assertThat(subscribe(other).status()).isEqualTo(422);
        world.clock().advance(Duration.ofSeconds(31));
        assertThat(subscribe(other).status()).isEqualTo(200);
    }

    private Http.Answer subscribe(long other) {
        return reminding.subscribe("o-other", other, "", "another-template");
    }

    private void send() {
        reminding.deliveries().round("reminder-send", Deliveries.How.ONCE);
    }
}
