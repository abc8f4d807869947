package io.kaibo.reminder.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.person.LocalPersons;
import io.kaibo.person.Person;
import io.kaibo.reminder.ReminderItems;
import io.kaibo.reminder.Reminding;
import io.kaibo.reminder.send.ReminderPage;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A viewer subscribes, looks, and cancels. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class SubscribeTest {

    @Inject
    Reminding reminding;

    @Inject
    World world;

    private long room;

    @BeforeEach
    void aRoomToCome() {
        reminding.clean();
        room = reminding.room();
    }

    @Test
    void aViewerSubscribes() {
        Http.Answer before = find("o-1");
        assertThat(before.status()).isEqualTo(200);
        assertThat(before.body().path("roomStatus").asText()).isEqualTo("upcoming");
        assertThat(onAir(before).path("open").asBoolean()).isTrue();
        assertThat(onAir(before).path("subscribed").asBoolean()).isFalse();
        assertThat(onAir(before).path("templateIds"))
                .extracting(JsonNode::asText)
                .containsExactly(Reminding.TEMPLATE);

        Http.Answer answer = reminding.subscribe("o-1", room);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("state").asText()).isEqualTo("waiting");

        Http.Answer after = find("o-1");
        assertThat(onAir(after).path("subscribed").asBoolean()).isTrue();
        assertThat(onAir(after).path("state").asText()).isEqualTo("waiting");
        assertThat(onAir(find("o-2")).path("subscribed").asBoolean()).isFalse();
    }

    @Test
    void aRoomIsOpenOnlyIfThereIsATemplate() {
        reminding.deleteTemplate(Reminding.TEMPLATE);
        assertThat(onAir(find("o-1")).path("open").asBoolean()).isFalse();
        assertThat(onAir(find("o-1")).path("templateIds")).isEmpty();
    }

    @Test
    void subscribingAgainChangesNothing() {
        Http.Answer first = reminding.subscribe("o-1", room);
        var items = world.items(ReminderItems.TABLE);
        Http.Answer second = reminding.subscribe("o-1", room);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(world.items(ReminderItems.TABLE)).containsExactlyInAnyOrderElementsOf(items);
    }

    @Test
    void theTestsPutWhatReminderApiPuts() {
        reminding.subscribe("o-1", room);
        reminding.subscribed(room, List.of("o-2"));
        assertThat(world.items(ReminderItems.TABLE).stream()
                        .filter(item -> item.containsKey("sendState"))
                        .map(item -> item.keySet()))
                .hasSize(2)
                .containsOnly(
                        Set.of("pk", "sk", "sendState", "templateId", "person", "askedAt", "askedBy", "expiresAt"));
    }

    @Test
    void aViewerCancelsAndMayCancelAgain() {
        reminding.subscribe("o-1", room);
        Http.Answer cancelled = cancel("o-1");
        assertThat(cancelled.status()).isEqualTo(204);
        assertThat(cancelled.headers()).doesNotContainKey("content-type");
        assertThat(onAir(find("o-1")).path("subscribed").asBoolean()).isFalse();
        assertThat(cancel("o-1").status()).isEqualTo(204);
        assertThat(reminding.subscribe("o-1", room).status()).isEqualTo(200);
    }

    @Test
    void aViewerWhoWasToldCannotCancel() {
        String openid = reminding.person();
        reminding.subscribe(openid, room);
        reminding.goesOnAir(room);
        reminding.everythingArrives();
        Http.Answer answer = cancel(openid);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("state").asText()).isEqualTo("sent");
        assertThat(onAir(find(openid)).path("state").asText()).isEqualTo("sent");
    }

    /** The room goes on air between the put and the look after it. */
    @Test
    void aViewerWhoIsToldThatItIsTooLateIsNotSubscribed() {
        String late = reminding.person();
        AtomicBoolean once = new AtomicBoolean();
        Calls.afterEach(call -> {
            if (call.equals("DynamoDb.UpdateItem") && once.compareAndSet(false, true)) {
                reminding.goesOnAir(room);
            }
        });
        assertThat(reminding.subscribe(late, room).status()).isEqualTo(409);
        assertThat(reminding.states()).isEmpty();
        assertThat(reminding.subscribe(late, room).status()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({"101,live", "103,ended", "104,banned", "105,paused", "106,interrupted", "107,expired"})
    void aRoomThatHasBegunTakesNoSubscription(int liveStatus, String status) {
        world.sandbox().moveRoom(room, liveStatus);
        reminding.sync();
        var items = world.items(ReminderItems.TABLE);
        Http.Answer answer = reminding.subscribe("o-1", room);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("roomStatus").asText()).isEqualTo(status);
        assertThat(world.items(ReminderItems.TABLE)).containsExactlyInAnyOrderElementsOf(items);
        assertThat(onAir(find("o-1")).path("open").asBoolean()).isFalse();
    }

    @Test
    void aViewerWhoSubscribedBeforeIsAnsweredTheState() {
        String openid = reminding.person();
        reminding.subscribe(openid, room);
        reminding.goesOnAir(room);
        assertThat(reminding.subscribe(openid, room).body().path("state").asText())
                .isEqualTo("waiting");
        reminding.everythingArrives();
        assertThat(reminding.subscribe(openid, room).body().path("state").asText())
                .isEqualTo("sent");
    }

    @Test
    void onlyARoomWithThatSettingSaysThatItStartsSoon() {
        assertThat(reminding
                        .subscribe("o-1", room, "?kind=starting-soon", Reminding.SOON_TEMPLATE)
                        .status())
                .isEqualTo(409);
        reminding.startsSoon(room, 30);
        assertThat(reminding
                        .subscribe("o-1", room, "?kind=starting-soon", Reminding.SOON_TEMPLATE)
                        .body()
                        .path("kind")
                        .asText())
                .isEqualTo("starting-soon");
        assertThat(reminding.subscribe("o-1", room).body().path("kind").asText())
                .isEqualTo("on-air");
        assertThat(find("o-1").body().path("reminders"))
                .allSatisfy(reminder ->
                        assertThat(reminder.path("subscribed").asBoolean()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"wx-999", "wx-0", "zz-1", "wx-1x"})
    void thereIsNoSuchRoom(String id) {
        Calls.reset();
        assertThat(reminding
                        .as("o-1", "GET", "/reminders/" + id)
                        .to("reminder-api")
                        .status())
                .isEqualTo(404);
        assertThat(reminding
                        .as("o-1", "PUT", "/reminders/" + id)
                        .json("{\"templateId\":\"" + Reminding.TEMPLATE + "\"}")
                        .to("reminder-api")
                        .status())
                .isEqualTo(404);
        assertThat(Calls.writes()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                     |             | 422 | templateId",
                "{\"templateId\":\"\"}                  |             | 422 | templateId",
                "{\"templateId\":\"unknown\"}           |             | 422 | templateId",
                "{\"templateId\":\"soon-template\"}     |             | 422 | templateId",
                "{\"templateId\":7}                     |             | 400 | templateId",
                "{\"templateId\":\"t\",\"openid\":\"o\"}|             | 400 | openid",
                "[                                      |             | 400 | body",
                "{\"templateId\":\"on-air-template\"}   | ?kind=LATER | 400 | kind",
                "{\"templateId\":\"on-air-template\"}   | ?other=1    | 400 | other",
            })
    void badInputIsNamedAndChangesNothing(String body, String query, int status, String field) {
        Calls.reset();
        Http.Answer answer = reminding
                .as("o-1", "PUT", "/reminders/wx-" + room + (query == null ? "" : query))
                .json(body)
                .to("reminder-api");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.field()).isEqualTo(field);
        assertThat(Calls.writes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ON_AIR", "on_air", "On-Air", "later", ""})
    void aKindThatThereIsNotIsRefusedWithThoseThatThereAre(String kind) {
        Http.Answer answer = reminding.subscribe("o-1", room, "?kind=" + kind, Reminding.TEMPLATE);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/detail").asText()).isEqualTo("must be one of on-air, starting-soon");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void aViewerWithoutATokenIsRefused(String method) {
        Calls.reset();
        Http.Answer answer = reminding
                .anonymous(method, "/reminders/wx-" + room)
                .json("{\"templateId\":\"" + Reminding.TEMPLATE + "\"}")
                .to("reminder-api");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(Calls.writes()).isZero();
    }

    @Test
    void aSubscriptionSaysNothingOfWhoseItIs() {
        reminding.subscribe("o-secret", room);
        Person secret = LocalPersons.of("o-secret");
        assertThat(find("o-secret").body().toString())
                .doesNotContain("o-secret")
                .doesNotContain(secret.value());
        assertThat(new ReminderPage(
                                Reminding.id(room),
                                io.kaibo.room.Announcement.Kind.ON_AIR,
                                world.clock().instant(),
                                1,
                                secret,
                                secret,
                                0)
                        .toString())
                .doesNotContain(secret.value());
    }

    private Http.Answer find(String openid) {
        return reminding.as(openid, "GET", "/reminders/wx-" + room).to("reminder-api");
    }

    private Http.Answer cancel(String openid) {
        return reminding.as(openid, "DELETE", "/reminders/wx-" + room).to("reminder-api");
    }

    private static JsonNode onAir(Http.Answer answer) {
        return answer.body().path("reminders").get(0);
    }
}
