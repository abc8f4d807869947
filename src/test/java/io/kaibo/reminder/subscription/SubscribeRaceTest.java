package io.kaibo.reminder.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.WriteResult;
import io.kaibo.person.LocalPersons;
import io.kaibo.person.PeopleItems;
import io.kaibo.reminder.ReminderItems;
import io.kaibo.reminder.ReminderWindow;
import io.kaibo.reminder.Reminding;
import io.kaibo.room.Announcement;
import io.kaibo.room.Rooms;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.Interleaving;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * A viewer subscribes while the room goes on air, in every order of their steps at the tables: the viewer's reads of the room and
 * the put; the sync's read of the room, its three writes to it, and the dispatch's read of the viewer's shard.
 */
@QuarkusTest
@WithTestResource(LocalServers.class)
class SubscribeRaceTest {

    /** Of a sync that finds the room on air: the look, that it went on air, that it is published, what it is now; the dispatch. */
    private static final int STEPS_OF_GOING_ON_AIR = 5;

    @Inject
    Reminding reminding;

    @Inject
    World world;

    @Inject
    PeopleItems peopleItems;

    @Inject
    Rooms rooms;

    @Inject
    SubscriptionTable table;

    private long room;
    private String openid;

    @BeforeEach
    void clean() {
        reminding.clean();
    }

    @Test
    void aViewerWhoIsToldSubscribedIsServed() throws Exception {
        List<String> orders = Interleaving.orders(3, STEPS_OF_GOING_ON_AIR);
        int told = 0;
        for (String order : orders) {
            int status = whileItGoesOnAir(
                    order, () -> reminding.subscribe(openid, room).status());
            assertThat(status).as(order).isIn(200, 409);
            if (status == 200) {
                told++;
                assertThat(reminding.received()).as(order).containsEntry(openid, 1L);
            }
        }
        System.out.printf("%d interleavings of subscribing and going on air, %d told 200%n", orders.size(), told);
        assertThat(told).isBetween(1, orders.size() - 1);
    }

    @Test
    void readingTheRoomBeforeThePutLosesSome() throws Exception {
        int lost = 0;
        for (String order : Interleaving.orders(2, STEPS_OF_GOING_ON_AIR)) {
            boolean told = whileItGoesOnAir(order, () -> {
                boolean open = ReminderWindow.of(rooms, rooms.known(Reminding.id(room)), Announcement.Kind.ON_AIR)
                        .acceptsSubscriptions(world.clock().instant());
                return open
                        && table.put(
                                        Reminding.id(room),
                                        Announcement.Kind.ON_AIR,
                                        LocalPersons.of(openid),
                                        Reminding.TEMPLATE,
                                        world.clock().instant())
                                instanceof WriteResult.Written;
            });
            if (told && !reminding.received().containsKey(openid)) {
                lost++;
            }
        }
        assertThat(lost).isPositive();
    }

    private <T> T whileItGoesOnAir(String order, Callable<T> subscribing) throws Exception {
        room = reminding.room();
        openid = reminding.person();
        // as a login does
        peopleItems.remember(List.of(openid));
        String shard = ReminderItems.shard(Reminding.id(room), Announcement.Kind.ON_AIR, Reminding.shardOf(openid));
        world.sandbox().moveRoom(room, 101);
        T answer = Interleaving.run(order, request -> owner(request, "wx-" + room, shard), subscribing, () -> {
            reminding.sync();
            reminding.deliveries().round("reminder-dispatch", Deliveries.How.ONCE);
        });
        reminding.everythingArrives();
        return answer;
    }

    private static char owner(SdkRequest request, String room, String shard) {
        return switch (request) {
            case GetItemRequest get when get.key().get("pk").s().equals(room) -> 'A';
            case UpdateItemRequest put when put.key().get("pk").s().equals(shard) -> 'A';
            case BatchGetItemRequest heads when heads.toString().contains("HEAD") -> 'B';
            case UpdateItemRequest write
            when write.key().get("pk").s().equals(room)
                    && write.key().get("sk").s().equals("HEAD") -> 'B';
            case QueryRequest look
            when look.expressionAttributeValues().toString().contains("S=" + shard + ")") -> 'B';
            default -> '-';
        };
    }
}
