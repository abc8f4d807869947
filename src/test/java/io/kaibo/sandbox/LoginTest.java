package io.kaibo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.sandbox.SandboxControl.LoginCode;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoginTest extends SandboxTestCase {
    private static final String SESSION =
            "/sns/jscode2session?appid=" + OPTIONS.appid() + "&secret=" + OPTIONS.secret() + "&grant_type=";

    @Test
    void a_code_gives_its_person_and_a_session_key() throws Exception {
        LoginCode minted = control.loginCode();
        JsonNode session = login(minted.code());
        assertThat(minted.openid()).matches("o[A-Za-z0-9_-]{27}");
        assertThat(session.path("openid").asText()).isEqualTo(minted.openid());
        assertThat(Base64.getDecoder().decode(session.path("session_key").asText()))
                .hasSize(16);
        assertThat(session.has("unionid")).isFalse();
        assertThat(session.has("errcode")).isFalse();
    }

    @Test
    void a_code_works_once() throws Exception {
        String code = control.loginCode().code();
        assertThat(login(code).has("openid")).isTrue();
        assertThat(errcode(login(code))).isEqualTo(40029);
    }

    @Test
    void a_code_that_was_never_given_is_40029_and_none_is_41008() throws Exception {
        assertThat(errcode(login("never-given"))).isEqualTo(40029);
        assertThat(errcode(login(""))).isEqualTo(41008);
    }

    @Test
    void a_code_is_good_for_five_minutes() throws Exception {
        String code = control.loginCode().code();
        control.advance(Duration.ofMinutes(5));
        assertThat(errcode(login(code))).isEqualTo(40029);
    }

    @Test
    void a_person_of_high_risk_is_blocked() throws Exception {
        LoginCode blocked = control.loginCode(Map.of("blocked", true));
        assertThat(errcode(login(blocked.code()))).isEqualTo(40226);
    }

    @Test
    void one_person_may_log_in_many_times() throws Exception {
        String openid = control.loginCode().openid();
        for (int i = 0; i < 3; i++) {
            LoginCode minted = control.loginCode(Map.of("openid", openid, "unionid", "u-1"));
            JsonNode session = login(minted.code());
            assertThat(session.path("openid").asText()).isEqualTo(openid);
            assertThat(session.path("unionid").asText()).isEqualTo("u-1");
        }
    }

    @Test
    void a_wrong_secret_or_grant_type_does_not_use_up_the_code() throws Exception {
        String code = control.loginCode().code();
        assertThat(errcode(get("/sns/jscode2session?appid=" + OPTIONS.appid()
                        + "&secret=wrong&grant_type=authorization_code&js_code=" + code)))
                .isEqualTo(40125);
        assertThat(errcode(get(SESSION + "client_credential&js_code=" + code))).isEqualTo(40002);
        assertThat(login(code).has("openid")).isTrue();
    }

    @Test
    void success_and_error_come_as_plain_text() throws Exception {
        String good =
                SESSION + "authorization_code&js_code=" + control.loginCode().code();
        for (int i = 0; i < 2; i++) {
            assertThat(send("GET", good, "").headers().firstValue("Content-Type"))
                    .hasValue("text/plain; charset=utf-8");
        }
    }

    private JsonNode login(String code) throws Exception {
        return get(SESSION + "authorization_code&js_code=" + code);
    }
}
