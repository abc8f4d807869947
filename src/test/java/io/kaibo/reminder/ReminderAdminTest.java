package io.kaibo.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.testing.Calls;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators do with templates and halts. What the numbers say is tested where reminders are sent. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class ReminderAdminTest {

    @Inject
    Reminding reminding;

    @Inject
    Http http;

    @BeforeEach
    void clean() {
        reminding.clean();
    }

    @Test
    void aTemplateIsKeptAsItWasPutAndCanBeTakenAway() {
        String body = """
                {"kind":"ON_AIR","page":"pages/room?id={roomId}",
                 "fields":{"thing1":{"room":"name"},"name2":{"room":"anchorName"},"time3":{"room":"endsAt"},"phrase4":{"text":"直播中"}}}
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
                "t   | {\"kind\":\"ON_AIR\",\"page\":\"p\",\"fields\":{\"thing1\":{\"room\":\"name\"}},\"x\":1}     | 400 | x",
                "t   | {\"kind\":\"LATER\",\"page\":\"p\",\"fields\":{\"thing1\":{\"room\":\"name\"}}}            | 400 | kind",
                "t   | {\"kind\":\"ON_AIR\",\"page\":\"p\",\"fields\":{\"thing1\":{\"room\":\"openid\"}}}          | 400 | fields.thing1.room",
                "t   | {\"kind\":\"ON_AIR\",\"page\":\"p\",\"fields\":[]}                                         | 400 | fields",
                "t   | {\"page\":\"p\",\"fields\":{\"thing1\":{\"room\":\"name\"}}}                               | 422 | kind",
                "t   | {\"kind\":\"ON_AIR\",\"page\":\"p\",\"fields\":{}}                                         | 422 | fields",
                "t   | {\"kind\":\"ON_AIR\",\"page\":\"p\",\"fields\":{\"thing1\":null}}                          | 422 | fields.thing1",
                "t   | {\"kind\":\"ON_AIR\",\"page\":\"p\",\"fields\":{\"amount1\":{\"room\":\"name\"}}}           | 422 | fields.amount1",
                "t   | {\"kind\":\"ON_AIR\",\"page\":\"plugin-private://wx/p\",\"fields\":{\"thing1\":{\"room\":\"name\"}}} | 422 | page",
                "t!  | {\"kind\":\"ON_AIR\",\"page\":\"p\",\"fields\":{\"thing1\":{\"room\":\"name\"}}}            | 422 | templateId",
            })
    void aTemplateThatCouldNeverBeSentIsRefusedAndChangesNothing(String id, String body, int status, String field) {
        Calls.reset();
        Http.Answer answer = reminding.putTemplate(id, body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.field()).isEqualTo(field);
        assertThat(Calls.writes()).isZero();
    }

    @Test
    void ofTwoWhoHaltTheFirstReasonStands() {
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
        assertThat(numbers("?room=404").status()).isEqualTo(404);
        assertThat(numbers("").field()).isEqualTo("room");
        assertThat(reminding.halts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/admin/reminders/templates",
        "PUT,/admin/reminders/templates/t",
        "DELETE,/admin/reminders/templates/t",
        "GET,/admin/reminders/halts",
        "PUT,/admin/reminders/halts/wx-1",
        "DELETE,/admin/reminders/halts/wx-1",
        "GET,/admin/reminders/numbers?room=wx-1"
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

    private Http.Answer templates() {
        return http.get("/admin/reminders/templates").asOperator().to("reminder-admin");
    }

    private Http.Answer numbers(String query) {
        return http.get("/admin/reminders/numbers" + query).asOperator().to("reminder-admin");
    }
}
