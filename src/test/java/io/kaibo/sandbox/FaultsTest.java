package io.kaibo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultsTest extends SandboxTestCase {
    private static final String TOKEN = "/cgi-bin/token";
    /** What the dropped calls call: a GET whose connection drops is sent again by the JDK's client itself. */
    private static final String STABLE_TOKEN = "/cgi-bin/stable_token";

    @Test
    void an_errcode_has_no_effect() throws Exception {
        String token = plainToken();
        control.fault(TOKEN, new Fault.Refuse(-1));
        assertThat(get(PLAIN)).hasToString("{\"errcode\":-1,\"errmsg\":\"system error\"}");
        assertAlive(token);
    }

    @Test
    void an_errcode_may_be_one_that_the_sandbox_does_not_give_by_itself() throws Exception {
        control.fault(TOKEN, new Fault.Refuse(40243));
        assertThat(errcode(get(PLAIN))).isEqualTo(40243);
    }

    @Test
    void an_answer_may_be_any_text_and_has_no_effect() throws Exception {
        String token = plainToken();
        control.fault(TOKEN, new Fault.Say("{\"errcode\":0,\"access_token\":[]"));
        HttpResponse<String> odd = send("GET", PLAIN, "");
        assertThat(odd.statusCode()).isEqualTo(200);
        assertThat(odd.body()).isEqualTo("{\"errcode\":0,\"access_token\":[]");
        assertThat(odd.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
        control.fault(TOKEN, new Fault.Say(""));
        assertThat(send("GET", PLAIN, "").body()).isEmpty();
        assertAlive(token);
    }

    @Test
    void an_http_status_has_no_effect() throws Exception {
        String token = plainToken();
        control.fault(TOKEN, new Fault.Fail(502));
        assertThat(send("GET", PLAIN, "").statusCode()).isEqualTo(502);
        assertAlive(token);
    }

    @Test
    void a_connection_dropped_before_the_effect_has_none() throws Exception {
        String token = stableToken();
        control.fault(STABLE_TOKEN, new Fault.DropBefore());
        assertThatThrownBy(() -> stable(true)).isInstanceOf(IOException.class);
        assertAlive(token);
    }

    @Test
    void a_connection_dropped_after_the_effect_has_it() throws Exception {
        String token = stableToken();
        control.fault(STABLE_TOKEN, new Fault.DropAfter());
        assertThatThrownBy(() -> stable(true)).isInstanceOf(IOException.class);
        assertThat(errcodeWith(token)).isEqualTo(40001);
    }

    @Test
    void a_delay_outlasts_a_client_that_does_not_wait_and_has_no_effect_until_it_is_over() throws Exception {
        String token = plainToken();
        control.fault(TOKEN, new Fault.Delay(Duration.ofHours(1)));
        assertThatThrownBy(() -> send("GET", PLAIN, "", Duration.ofMillis(300)))
                .isInstanceOf(HttpTimeoutException.class);
        assertAlive(token);
    }

    @Test
    void a_delay_ends_in_the_effect_and_its_answer() throws Exception {
        String token = plainToken();
        control.fault(TOKEN, new Fault.Delay(Duration.ofMillis(1)));
        assertThat(plainToken()).isNotEmpty();
        assertThat(errcodeWith(token)).isEqualTo(40001);
    }

    @Test
    void a_fault_lets_calls_pass_first_and_strikes_as_often_as_it_is_told() throws Exception {
        control.fault(LIVE_INFO, new Fault.Refuse(-1), 1, 2);
        String token = stableToken();
        assertAlive(token);
        assertThat(errcodeWith(token)).isEqualTo(-1);
        assertThat(errcodeWith(token)).isEqualTo(-1);
        assertAlive(token);
    }

    @Test
    void a_fault_with_no_number_of_times_strikes_until_it_is_cleared() throws Exception {
        control.fault(LIVE_INFO, new Fault.Refuse(-1), 0, 0);
        String token = stableToken();
        for (int i = 0; i < 5; i++) {
            assertThat(errcodeWith(token)).isEqualTo(-1);
        }
        control.clearFaults();
        assertAlive(token);
    }

    @Test
    void faults_of_one_endpoint_strike_one_after_the_other_and_no_other_endpoint() throws Exception {
        control.fault(LIVE_INFO, new Fault.Refuse(-1));
        control.fault(LIVE_INFO, new Fault.Refuse(45009));
        String token = stableToken();
        assertThat(errcodeWith(token)).isEqualTo(-1);
        assertThat(errcodeWith(token)).isEqualTo(45009);
        assertAlive(token);
    }

    @Test
    void a_refused_login_is_plain_text_like_any_other() throws Exception {
        control.fault("/sns/jscode2session", new Fault.Refuse(-1));
        HttpResponse<String> refused = send("GET", "/sns/jscode2session", "");
        assertThat(refused.body()).contains("\"errcode\":-1");
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
    }

    @Test
    void calls_are_counted_whatever_becomes_of_them() throws Exception {
        control.fault(STABLE_TOKEN, new Fault.DropBefore());
        assertThatThrownBy(this::stableToken).isInstanceOf(IOException.class);
        stableToken();
        errcodeWith("never-issued");
        assertThat(control.calls())
                .isEqualTo(Map.of(
                        TOKEN,
                        0,
                        STABLE_TOKEN,
                        2,
                        "/sns/jscode2session",
                        0,
                        LIVE_INFO,
                        1,
                        SubscriptionMessages.SEND,
                        0));
        control.reset(false);
        assertThat(control.calls()).containsEntry(STABLE_TOKEN, 0).containsEntry(LIVE_INFO, 0);
    }
}
