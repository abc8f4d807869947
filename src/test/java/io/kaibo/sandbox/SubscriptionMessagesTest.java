package io.kaibo.sandbox;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SubscriptionMessagesTest extends SandboxTestCase {
    private static final String ON_AIR = "template-on-air";

    private String token;

    @BeforeEach
    void aTemplate() throws Exception {
        control.putTemplate(ON_AIR, List.of("thing1", "time2"));
        token = stableToken();
    }

    @Test
    void one_accept_is_good_for_one_send() throws Exception {
        control.accept("o-lin", ON_AIR, 1);
        JsonNode answer = send("o-lin");
        assertThat(errcode(answer)).isZero();
        assertThat(answer.path("msgid").asLong()).isEqualTo(1);
        assertThat(errcode(send("o-lin"))).isEqualTo(43101);
        assertThat(control.messages()).singleElement().satisfies(message -> {
            assertThat(message.openid()).isEqualTo("o-lin");
            assertThat(message.templateId()).isEqualTo(ON_AIR);
            assertThat(message.page()).isEqualTo("pages/room?id=wx-7");
            assertThat(message.data()).contains(entry("thing1", Map.of("value", "今晚八点福利夜")));
        });
    }

    @Test
    void accepts_add_up_and_never_age() throws Exception {
        control.accept("o-lin", ON_AIR, 1);
        control.accept("o-lin", ON_AIR, 2);
        control.advance(Duration.ofDays(400));
        token = stableToken();
        for (int i = 0; i < 3; i++) {
            assertThat(errcode(send("o-lin"))).isZero();
        }
        assertThat(errcode(send("o-lin"))).isEqualTo(43101);
    }

    @Test
    void an_accept_is_one_persons_and_of_one_template() throws Exception {
        control.putTemplate("template-soon", List.of("thing1", "time2"));
        control.accept("o-lin", ON_AIR, 1);
        assertThat(errcode(send("o-wang"))).isEqualTo(43101);
        assertThat(errcode(send("o-lin", "template-soon", data()))).isEqualTo(43101);
        assertThat(errcode(send("o-lin"))).isZero();
    }

    @Test
    void a_send_that_is_refused_for_its_data_uses_nothing_up() throws Exception {
        control.accept("o-lin", ON_AIR, 1);
        Map<String, Object> late = data();
        late.put("time2", Map.of("value", "2020-01-18 16:18:49.0"));
        JsonNode answer = send("o-lin", ON_AIR, late);
        assertThat(errcode(answer)).isEqualTo(47003);
        assertThat(answer.path("errmsg").asText()).contains("data.time2.value");
        Map<String, Object> missing = data();
        missing.remove("thing1");
        assertThat(errcode(send("o-lin", ON_AIR, missing))).isEqualTo(47003);
        Map<String, Object> more = data();
        more.put("thing9", Map.of("value", "x"));
        assertThat(errcode(send("o-lin", ON_AIR, more))).isEqualTo(47003);
        assertThat(errcode(send("o-lin"))).isZero();
    }

    @Test
    void nobody_an_unknown_template_and_a_dead_token_have_errcodes_of_their_own() throws Exception {
        control.accept("o-lin", ON_AIR, 1);
        assertThat(errcode(send(""))).isEqualTo(40003);
        assertThat(errcode(send("o-lin", "template-unknown", data()))).isEqualTo(40037);
        token = "never-given";
        assertThat(errcode(send("o-lin"))).isEqualTo(40014);
        assertThat(control.messages()).isEmpty();
    }

    @Test
    void two_sends_to_one_person_at_once_are_one_too_many() throws Exception {
        control.accept("o-lin", ON_AIR, 2);
        control.accept("o-wang", ON_AIR, 1);
        control.fault(SubscriptionMessages.SEND, new Fault.Delay(Duration.ofSeconds(2)));
        try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<JsonNode> held = others.submit((Callable<JsonNode>) () -> send("o-lin"));
            await().until(() -> control.calls().get(SubscriptionMessages.SEND) == 1);
            assertThat(errcode(send("o-wang"))).isZero();
            assertThat(errcode(send("o-lin"))).isEqualTo(43108);
            assertThat(errcode(held.get())).isZero();
        }
        assertThat(errcode(send("o-lin"))).isZero();
    }

    @Test
    void a_connection_that_drops_after_the_effect_has_used_the_accept_up() throws Exception {
        control.accept("o-lin", ON_AIR, 1);
        control.fault(SubscriptionMessages.SEND, new Fault.DropAfter());
        assertThatThrownBy(() -> send("o-lin")).isInstanceOf(IOException.class);
        assertThat(control.messages()).hasSize(1);
        assertThat(errcode(send("o-lin"))).isEqualTo(43101);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/vectors/template-fields.csv", delimiter = '|', numLinesToSkip = 1)
    void each_kind_of_field_has_its_limits(String field, String value, boolean taken) {
        assertThat(TemplateField.of(field).takes(value)).isEqualTo(taken);
    }

    @Test
    void an_accept_is_of_a_template_that_there_is_and_fields_have_names_that_there_are() {
        assertThatThrownBy(() -> control.accept("o-lin", "template-unknown", 1)).hasMessageContaining("template_id");
        assertThatThrownBy(() -> control.putTemplate("template-odd", List.of("title1")))
                .hasMessageContaining("title1");
    }

    private static Map<String, Object> data() {
        return new HashMap<>(Map.of("thing1", Map.of("value", "今晚八点福利夜"), "time2", Map.of("value", "2026年1月2日 20:00")));
    }

    private JsonNode send(String openid) throws Exception {
        return send(openid, ON_AIR, data());
    }

    private JsonNode send(String openid, String templateId, Map<String, ?> data) throws Exception {
        return post(
                SubscriptionMessages.SEND + "?access_token=" + token,
                Map.of("touser", openid, "template_id", templateId, "page", "pages/room?id=wx-7", "data", data));
    }
}
