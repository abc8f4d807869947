package io.kaibo.reminder.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.reminder.Reminding;
import io.kaibo.reminder.subscription.Subscription;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.Exhaustive;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ten thousand subscribers in an exhaustive run, each page delivered twice at the same moment, and all senders crashing again and again. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class ManyRemindersTest {

    private static final int SUBSCRIBERS = Exhaustive.size(10_000, 1_000);

    private static final String SEND = "/cgi-bin/message/subscribe/send";

    private static final int CRASHES = 3;
    private static final Deliveries.How TWICE = new Deliveries.How(2, 4);

    @Inject
    Reminding reminding;

    @Inject
    World world;

    @Test
    void noSubscriberIsToldTwiceAndAllAreAccountedFor() {
        reminding.clean();
        long room = reminding.room();
        reminding.subscribers(room, SUBSCRIBERS);
        reminding.goesOnAir(room);
        Calls.reset();
        reminding.deliveries().untilEmpty("reminder-dispatch", TWICE, Reminding.SOME_TIME);
        // a hundred a page, and one page that is not full in each shard
        assertThat(Calls.count("Sqs.SendMessageBatch")).isLessThanOrEqualTo(2 * Subscription.SHARDS);

        for (int crash = 1; crash <= CRASHES; crash++) {
            Calls.reset();
            Calls.crashAfter(crash * SUBSCRIBERS / 10, "WeChat." + SEND);
            reminding.deliveries().round("reminder-send", TWICE);
            Calls.revive();
            assertThat(Calls.hasStruck()).as("crash " + crash).isTrue();
            world.clock().advance(Duration.ofMinutes(3));
        }
        Calls.reset();
        reminding.deliveries().untilEmpty("reminder-send", TWICE, Reminding.SOME_TIME);

        JsonNode numbers = reminding.numbers(room);
        Map<String, Long> received = reminding.received();
        long sends = world.sandbox().calls().get(SEND);
        System.out.printf("%d subscribers, %d crashes: %s; %d sends%n", SUBSCRIBERS, CRASHES, numbers, sends);
        assertThat(received.values()).containsOnly(1L);
        assertThat(numbers.path("asked").asInt()).isEqualTo(SUBSCRIBERS);
        int sent = numbers.path("sent").asInt();
        int unknown = numbers.path("unknown").asInt();
        assertThat(sent + unknown).isEqualTo(SUBSCRIBERS);
        assertThat(sends).isBetween((long) sent, (long) sent + unknown);
        // of each crash the send after which it came, and at most the sends in flight
        assertThat(unknown).isBetween(CRASHES, CRASHES * TWICE.atOnce() * TWICE.copies() * 25);
    }
}
