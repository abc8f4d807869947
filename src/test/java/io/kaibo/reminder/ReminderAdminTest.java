package io.kaibo.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.testing.Calls;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators do with templates and halts. What the numbers say is tested where reminders are sent. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class ReminderAdminTest {

    @Inject
    Reminding reminding;

    @Inject
    Http http;

    @Inject
    World world;

    @BeforeEach
    void clean() {
        reminding.clean();
    }

    @Test
    void aTemplateIsKeptAsItWasPutAndCanBeTakenAway() {
        String body = """
            {"kind":"on-air","page":"pages/room?id={roomId}",
             "fields":{"thing1":{"room":"name"},"name2":{"room":"anchor-name"},"time3":{"room":"ends-at"},"phrase4":{"text":"直播中"}}}
            """;
        Http.Answer put = reminding.putTemplate("Xp-9_zQ", body);
        assertThat(put.status()).isEqualTo(200);
        assertThat(templates().body().path("templates")).hasSize(3).contains(put.body());
        assertThat(http.call("DELETE", "/admin/reminders/templates/Xp-9_zQ")
                        .asOperator()
                        .to("reminder-admin")
                        .status())
                .isEqualTo(204);
        assertThat(templates().body().path("templates")).hasSize(2).doesNotContain(put.body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "t   | {\"kind\":\"on-air\",\"page\":\"p\",\"fields\":{\"thing1\":{\"room\":\"name\"}},\"x\":1}     |"
                        + " 400 | x",
                "t   | {\"kind\":\"LATER\",\"page\":\"p\",\"fields\":{\"thing1\":{\"room\":\"name\"}}}            |"
                        + " 400 | kind",
                "t   | {\"kind\":\"on-air\",\"page\":\"p\",\"fields\":{\"thing1\":{\"room\":\"openid\"}}}          |"
                        + " 400 | fields.thing1.room",
                "t   | {\"kind\":\"on-air\",\"page\":\"p\",\"fields\":[]}                                         |"
                        + " 400 | fields",
                "t   | {\"page\":\"p\",\"fields\":{\"thing1\":{\"room\":\"name\"}}}                               |"
                        + " 422 | kind",
                "t   | {\"kind\":\"on-air\",\"page\":\"p\",\"fields\":{}}                                         |"
                        + " 422 | fields",
                "t   | {\"kind\":\"on-air\",\"page\":\"p\",\"fields\":{\"thing1\":null}}                          |"
                        + " 422 | fields.thing1",
                "t   | {\"kind\":\"on-air\",\"page\":\"p\",\"fields\":{\"amount1\":{\"room\":\"name\"}}}           |"
                        + " 422 | fields.amount1",
                "t   |"
                        + " {\"kind\":\"on-air\",\"page\":\"plugin-private://wx/p\",\"fields\":{\"thing1\":{\"room\":\"name\"}}}"
                        + " | 422 | page",
                "t   | {\"kind\":\"on-air\",\"page\":\"p?id={roomid}\",\"fields\":{\"thing1\":{\"room\":\"name\"}}} |"
                        + " 422 | page",
                "t   | {\"kind\":\"on-air\",\"page\":\"/p\",\"fields\":{\"thing1\":{\"room\":\"name\"}}}           |"
                        + " 422 | page",
            })
    void aTemplateThatCouldNeverBeSentIsRefusedAndChangesNothing(String id, String body, int status, String field) {
        Calls.reset();
        Http.Answer answer = reminding.putTemplate(id, body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.field()).isEqualTo(field);
        assertThat(Calls.writes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 1025, 60_000})
    void aPageHasAtMost1024Characters(int length) {
        String page = "p".repeat(length);
        Http.Answer answer = reminding.putTemplate(
                "t", "{\"kind\":\"on-air\",\"page\":\"" + page + "\",\"fields\":{\"thing1\":{\"room\":\"name\"}}}");
        assertThat(answer.status()).isEqualTo(length <= 1024 ? 200 : 422);
    }

    @Test
    void anIdThatNoTemplateCanHaveIsNotThere() {
        Calls.reset();
        assertThat(reminding
                        .putTemplate(
                                "t!",
                                "{\"kind\":\"on-air\",\"page\":\"p\",\"fields\":{\"thing1\":{\"room\":\"name\"}}}")
                        .status())
                .isEqualTo(404);
        assertThat(Calls.writes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "a\\u202eb", "a\\u2066b", "a\\nb", "\\u200b"})
    void aReasonHasNoControls(String reason) {
        long room = reminding.room();
        assertThat(reminding.halt(room, reason).status()).isEqualTo(422);
        assertThat(reminding.halts()).isEmpty();
    }

    @Test
    void aTemplateHasTwentyFieldsAtTheMost() {
        assertThat(reminding.putTemplate("many", templateOf(20)).status()).isEqualTo(200);
        Calls.reset();
        Http.Answer answer = reminding.putTemplate("many", templateOf(21));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.field()).isEqualTo("fields");
        assertThat(Calls.writes()).isZero();
    }

    @Test
    void theFirstReasonOfTwoHaltsStays() {
        long room = reminding.room();
        Http.Answer first = reminding.halt(room, "彩排");
        assertThat(reminding.halt(room, "another").body()).isEqualTo(first.body());
        assertThat(reminding.halts()).containsExactly(first.body());
        reminding.resume(room);
        reminding.resume(room);
        assertThat(reminding.halts()).isEmpty();
    }

    @Test
    void onlyARoomThatIsThereIsHaltedOrCounted() {
        assertThat(reminding.halt(404, "x").status()).isEqualTo(404);
        assertThat(numbers("?room=wx-404").status()).isEqualTo(404);
        assertThat(numbers("?room=404").status()).isEqualTo(400);
        assertThat(numbers("?room=404").field()).isEqualTo("room");
        assertThat(numbers("?room=wx-" + "1".repeat(1100)).status()).isEqualTo(400);
        assertThat(numbers("").field()).isEqualTo("room");
        assertThat(reminding.halts()).isEmpty();
    }

    @Test
    void theLedgerSaysWhatWeChatToldAndDecidesNothing() {
        long room = reminding.room();
        var now = world.clock().instant();
        reminding.pushed(PushedMessages.popup(
                "o-1", now, PushedMessages.accept(Reminding.TEMPLATE), PushedMessages.reject(Reminding.SOON_TEMPLATE)));
        reminding.pushed(PushedMessages.popup("o-1", now, PushedMessages.accept(Reminding.TEMPLATE)));
        reminding.pushed(PushedMessages.change("o-2", now, PushedMessages.reject(Reminding.TEMPLATE)));
        reminding.pushed(PushedMessages.followed("o-1", room, now, "add_follow"));
        reminding.pushed(PushedMessages.livePushed(room, "m-1", now, 9, 2));
        var template =
                get("/admin/reminders/ledger/templates/" + Reminding.TEMPLATE).body();
        assertThat(template.path("accepted").asInt()).isEqualTo(1);
        assertThat(template.path("turnedOff").asInt()).isEqualTo(1);
        var followers = get("/admin/reminders/ledger/rooms/wx-" + room).body();
        assertThat(followers.path("follows").asInt()).isEqualTo(1);
        assertThat(followers.at("/pushes/0/total").asInt()).isEqualTo(9);

        // the viewer turned it off and subscribed all the same: the send will tell
        assertThat(reminding.subscribe("o-2", room).status()).isEqualTo(200);
        assertThat(reminding.numbers(room).path("asked").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/admin/reminders/templates",
        "PUT,/admin/reminders/templates/t",
        "DELETE,/admin/reminders/templates/t",
        "GET,/admin/reminders/halts",
        "PUT,/admin/reminders/halts/wx-1",
        "DELETE,/admin/reminders/halts/wx-1",
        "GET,/admin/reminders/numbers?room=wx-1",
        "GET,/admin/reminders/ledger/templates/t",
        "GET,/admin/reminders/ledger/rooms/wx-1"
    })
    void onlyOperatorsMay(String method, String path) {
        Calls.reset();
        assertThat(http.call(method, path)
                        .bearer("guessed")
                        .to("reminder-admin")
                        .status())
                .isEqualTo(401);
        assertThat(Calls.writes()).isZero();
    }

    private static String templateOf(int fields) {
        return IntStream.rangeClosed(1, fields)
                .mapToObj(number -> "\"thing" + number + "\":{\"room\":\"name\"}")
                .collect(Collectors.joining(",", "{\"kind\":\"on-air\",\"page\":\"p\",\"fields\":{", "}}"));
    }

    private Http.Answer templates() {
        return get("/admin/reminders/templates");
    }

    private Http.Answer numbers(String query) {
        return get("/admin/reminders/numbers" + query);
    }

    private Http.Answer get(String path) {
        return http.get(path).asOperator().to("reminder-admin");
    }
}
