package io.kaibo.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Item;
import io.kaibo.local.LocalPorts;
import io.kaibo.message.SendState;
import io.kaibo.person.LocalPersons;
import io.kaibo.person.PeopleItems;
import io.kaibo.reminder.subscription.SubscriptionTable;
import io.kaibo.room.Announcement;
import io.kaibo.room.RoomId;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Subscribes very many people at once: writes the items of {@link SubscriptionTable} in batches. */
@Singleton
class ManySubscribers {

    /** DynamoDB takes no more in a call. */
    private static final int BATCH = 25;

    private static final int CONNECTIONS = 4;
    private static final int ACCEPTS = 2;

    private final SubscriptionTable subscriptions;
    private final World world;
    private final PeopleItems peopleItems;
    private final BareSandbox sandbox;

    ManySubscribers(SubscriptionTable subscriptions, World world, PeopleItems peopleItems, LocalPorts ports) {
        this.subscriptions = subscriptions;
        this.world = world;
        this.peopleItems = peopleItems;
        this.sandbox = BareSandbox.at(ports);
    }

    /**
     * Makes so many people wait for the room. Each has accepted two messages, so that a second one would be delivered and seen.
     *
     * @return their openids
     */
    List<String> of(RoomId room, int count) {
        Instant now = Instant.now();
        List<String> openids =
                IntStream.range(0, count).mapToObj("o-many-%021d"::formatted).toList();
        assertThatOneIsAsSubscribed(room, openids.getFirst(), now);
        parallel(openids.stream().gather(Gatherers.windowFixed(BATCH)).toList(), batch -> write(room, batch, now));
        parallel(openids.stream().gather(Gatherers.windowFixed(BATCH)).toList(), peopleItems::remember);
        parallel(openids, openid -> accept(openid, ACCEPTS));
        return openids;
    }

    /** How many messages each person got; it can be asked once. The sandbox could not list so many messages. */
    Map<String, Integer> received(List<String> openids) {
        Map<String, Integer> received = new ConcurrentHashMap<>();
        // one accept more than there are left
        parallel(openids, openid -> received.put(openid, ACCEPTS + 1 - accept(openid, 1)));
        return received;
    }

    private int accept(String openid, int count) {
        return SetupCalls.call(() ->
                sandbox.accept("""
                {"openid":"%s","template_id":"%s","count":%d}
                """.formatted(openid, Reminding.TEMPLATE, count)).takes());
    }

    private void assertThatOneIsAsSubscribed(RoomId room, String openid, Instant now) {
        SetupCalls.run(() ->
                subscriptions.put(room, Announcement.Kind.ON_AIR, LocalPersons.of(openid), Reminding.TEMPLATE, now));
        Map<String, AttributeValue> subscribed = world.item(
                ReminderItems.TABLE,
                ReminderItems.subscriptionKey(room, Announcement.Kind.ON_AIR, LocalPersons.of(openid)));
        Map<String, AttributeValue> written = item(room, openid, now);
        assertThat(subscribed.get("askedBy").s())
                .hasSameSizeAs(written.put("askedBy", subscribed.get("askedBy")).s());
        assertThat(written).isEqualTo(subscribed);
    }

    private void write(RoomId room, List<String> openids, Instant now) {
        world.putItems(
                ReminderItems.TABLE,
                openids.stream().map(openid -> item(room, openid, now)).toList());
    }

    private static Map<String, AttributeValue> item(RoomId room, String openid, Instant now) {
        Map<String, AttributeValue> item =
                new HashMap<>(ReminderItems.subscriptionKey(room, Announcement.Kind.ON_AIR, LocalPersons.of(openid)));
        item.put("sendState", Item.of(SendState.WAITING));
        item.put("templateId", Item.of(Reminding.TEMPLATE));
        item.put("person", Item.of(LocalPersons.of(openid).value()));
        item.put("askedAt", Item.of(now));
        item.put("expiresAt", Item.of(now.plus(SubscriptionTable.KEPT).getEpochSecond()));
        item.put("askedBy", Item.of(UUID.randomUUID().toString()));
        return item;
    }

    private static <T> void parallel(List<T> all, Consumer<T> one) {
        long done = all.stream()
                .gather(Gatherers.mapConcurrent(CONNECTIONS, each -> {
                    one.accept(each);
                    return each;
                }))
                .count();
        assertThat(done).isEqualTo(all.size());
    }
}
