package io.kaibo.reminder.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.person.LocalPersons;
import io.kaibo.reminder.ReminderItems;
import io.kaibo.reminder.Reminding;
import io.kaibo.reminder.subscription.Subscription;
import io.kaibo.room.Announcement;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a room's subscribers become pages. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class DispatchTest {

    /** More than one query of a shard gives, and a few in every other. */
    private static final List<String> SUBSCRIBERS = Stream.concat(
                    Reminding.people(30_000)
                            .filter(openid -> Reminding.shardOf(openid) == 5)
                            .limit(1_250),
                    Reminding.people(200).filter(openid -> Reminding.shardOf(openid) != 5))
            .toList();

    private static final int PAGES = 13;

    @Inject
    Reminding reminding;

    @Inject
    World world;

    private long room;
    private JsonNode event;

    @BeforeEach
    void aRoomOnAirWithManySubscribers() {
        reminding.clean();
        room = reminding.room();
        reminding.subscribed(room, SUBSCRIBERS);
        reminding.goesOnAir(room);
        event = world.takeMessages(Announcement.QUEUE).getFirst();
    }

    @Test
    void everySubscriberIsInOnePageOfAHundredAtTheMost() {
        deliver();
        List<JsonNode> pages = world.takeMessages(ReminderPage.QUEUE);
        assertThat(pages).hasSize(PAGES + Subscription.SHARDS - 1);
        assertThatEverySubscriberIsInAPage(pages);
    }

    @Test
    void aSecondDeliveryAddsNoPage() {
        deliver();
        world.takeMessages(ReminderPage.QUEUE);
        Calls.reset();
        deliver();
        assertThat(world.takeMessages(ReminderPage.QUEUE)).isEmpty();
        assertThat(Calls.writes()).isZero();
    }

    @Test
    void aDispatchThatCrashedGoesOnWhereItStopped() {
        Calls.plan(new Calls.Fault(40, Calls.Moment.AFTER, Calls.Kind.CRASHED));
        world.sendMessage(Announcement.QUEUE, event);
        reminding.deliveries().round("reminder-dispatch", Deliveries.How.ONCE);
        assertThat(Calls.hasStruck()).isTrue();
        Calls.reset();
        List<JsonNode> before = world.takeMessages(ReminderPage.QUEUE);
        assertThat(before).isNotEmpty();
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, 3);
        List<JsonNode> after = world.takeMessages(ReminderPage.QUEUE);
        assertThat(after.size()).isPositive().isLessThan(PAGES + Subscription.SHARDS - 1);
        List<JsonNode> all = new ArrayList<>(before);
        all.addAll(after);
        assertThatEverySubscriberIsInAPage(all);
    }

    @Test
    void aDispatchThatFailedComesBackByItselfAndCutsTheRest() {
        AtomicInteger sent = new AtomicInteger();
        Calls.listen(call -> {
            if (call.equals("Sqs.SendMessageBatch") && sent.incrementAndGet() == 7) {
                throw new IllegalStateException("planned");
            }
        });
        world.sendMessage(Announcement.QUEUE, event);
        reminding.deliveries().round("reminder-dispatch", Deliveries.How.ONCE);
        int before = world.takeMessages(ReminderPage.QUEUE).size();
        assertThat(before).isPositive().isLessThan(PAGES + Subscription.SHARDS - 1);
        assertThat(reminding.deliveries().round("reminder-dispatch", Deliveries.How.ONCE))
                .isEqualTo(1);
        assertThat(before + world.takeMessages(ReminderPage.QUEUE).size()).isEqualTo(PAGES + Subscription.SHARDS - 1);
        assertThat(reminding.deliveries().round("reminder-dispatch", Deliveries.How.ONCE))
                .isZero();
    }

    @Test
    void aDispatchWhoseTimeRunsOutHandsItselfBack() {
        Calls.listen(call -> {
            if (call.equals("Sqs.SendMessageBatch")) {
                world.clock().advance(Duration.ofSeconds(15));
            }
        });
        world.sendMessage(Announcement.QUEUE, event);
        assertThat(reminding.deliveries().round("reminder-dispatch", Deliveries.How.ONCE))
                .isEqualTo(1);
        int rounds = 1;
        while (reminding.deliveries().round("reminder-dispatch", Deliveries.How.ONCE) > 0) {
            rounds++;
        }
        assertThat(rounds).isBetween(3, 16);
        List<JsonNode> pages = world.takeMessages(ReminderPage.QUEUE);
        assertThat(pages).hasSize(PAGES + Subscription.SHARDS - 1);
        assertThatEverySubscriberIsInAPage(pages);
    }

    @Test
    void twoDispatchesAtOnceLeaveNoSubscriberOut() {
        world.sendMessage(Announcement.QUEUE, event);
        reminding.deliveries().untilEmpty("reminder-dispatch", new Deliveries.How(2, 1), 3);
        assertThatEverySubscriberIsInAPage(world.takeMessages(ReminderPage.QUEUE));
    }

    private void deliver() {
        world.sendMessage(Announcement.QUEUE, event);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, 3);
    }

    private void assertThatEverySubscriberIsInAPage(List<JsonNode> pages) {
        Set<String> seen = new HashSet<>();
        for (var item : world.items(ReminderItems.TABLE)) {
            if (!item.containsKey("sendState")) {
                continue;
            }
            String shard = item.get("pk").s();
            String person = item.get("sk").s();
            boolean found = pages.stream()
                    .anyMatch(page -> shard.equals(ReminderItems.shard(
                                    Reminding.id(room),
                                    Announcement.Kind.ON_AIR,
                                    page.path("shard").asInt()))
                            && page.path("first").asText().compareTo(person) <= 0
                            && page.path("last").asText().compareTo(person) >= 0);
            assertThat(found).as("in a page").isTrue();
            seen.add(person);
        }
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(SUBSCRIBERS.stream()
                        .map(openid -> LocalPersons.of(openid).value())
                        .toList());
    }
}
