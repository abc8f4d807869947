package io.kaibo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.sandbox.SandboxControl.TokenEnd;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest extends SandboxTestCase {
    @Test
    void a_token_is_long_and_lives_for_two_hours() throws Exception {
        JsonNode answer = get(PLAIN);
        assertThat(answer.path("access_token").asText()).hasSizeGreaterThanOrEqualTo(512);
        assertThat(answer.path("expires_in").asInt()).isEqualTo(7200);
        assertThat(answer.has("errcode")).isFalse();
        String token = answer.path("access_token").asText();

        control.advance(Duration.ofMinutes(119));
        assertAlive(token);
        control.advance(Duration.ofMinutes(1));
        assertThat(errcodeWith(token)).isEqualTo(42001);
    }

    @Test
    void a_new_plain_token_ends_the_one_before_at_once() throws Exception {
        String first = plainToken();
        String second = plainToken();
        assertThat(errcodeWith(first)).isEqualTo(40001);
        assertAlive(second);
    }

    @Test
    void a_plain_token_that_had_run_out_before_the_next_stays_expired() throws Exception {
        String first = plainToken();
        control.advance(Duration.ofHours(2));
        plainToken();
        assertThat(errcodeWith(first)).isEqualTo(42001);
    }

    @Test
    void a_token_that_was_never_issued_is_40014_and_none_is_41001() throws Exception {
        assertThat(errcodeWith("80_never-issued")).isEqualTo(40014);
        assertThat(errcodeWith("")).isEqualTo(41001);
        assertThat(errcode(post(LIVE_INFO, Map.of("start", 0, "limit", 1)))).isEqualTo(41001);
    }

    @Test
    void the_stable_token_stays_the_same_and_tells_what_it_has_left() throws Exception {
        String first = stableToken();
        control.advance(Duration.ofSeconds(1000));
        JsonNode again = stable(false);
        assertThat(again.path("access_token").asText()).isEqualTo(first);
        assertThat(again.path("expires_in").asInt()).isBetween(6100, 6200);
    }

    @Test
    void the_stable_token_is_renewed_five_minutes_early_and_both_work_until_the_old_one_ends() throws Exception {
        String first = stableToken();
        control.advance(Duration.ofSeconds(6900));
        JsonNode renewed = stable(false);
        assertThat(renewed.path("expires_in").asInt()).isEqualTo(7200);
        String second = renewed.path("access_token").asText();
        assertThat(second).isNotEqualTo(first);
        assertAlive(first);
        assertAlive(second);

        control.advance(Duration.ofSeconds(300));
        assertThat(errcodeWith(first)).isEqualTo(42001);
        assertAlive(second);
    }

    @Test
    void force_refresh_ends_the_stable_token_before() throws Exception {
        String first = stableToken();
        String second = stable(true).path("access_token").asText();
        assertThat(errcodeWith(first)).isEqualTo(40001);
        assertAlive(second);
        assertThat(stableToken()).isEqualTo(second);
    }

    @Test
    void force_refresh_within_thirty_seconds_is_45011_and_changes_nothing() throws Exception {
        String token = stable(true).path("access_token").asText();
        assertThat(errcode(stable(true))).isEqualTo(45011);
        assertAlive(token);
        control.advance(Duration.ofSeconds(30));
        assertThat(stable(true).has("access_token")).isTrue();
    }

    @Test
    void force_refresh_is_45009_after_twenty_of_a_day_in_China_until_the_next() throws Exception {
        startOfTomorrow();
        for (int i = 0; i < 20; i++) {
            assertThat(stable(true).has("access_token")).isTrue();
            control.advance(Duration.ofSeconds(30));
        }
        assertThat(errcode(stable(true))).isEqualTo(45009);
        assertThat(stable(false).has("access_token")).isTrue();
        startOfTomorrow();
        assertThat(stable(true).has("access_token")).isTrue();
    }

    @Test
    void plain_and_stable_tokens_do_not_know_of_each_other() throws Exception {
        String plain = plainToken();
        String stable = stable(true).path("access_token").asText();
        assertAlive(plain);
        plainToken();
        assertAlive(stable);
    }

    @ParameterizedTest
    @CsvSource({"EXPIRE, 42001", "REVOKE, 40001"})
    void tokens_that_were_ended_are_dead_and_the_next_stable_one_is_new(TokenEnd how, int errcode) throws Exception {
        String plain = plainToken();
        String stable = stableToken();
        control.endTokens(how);
        assertThat(errcodeWith(plain)).isEqualTo(errcode);
        assertThat(errcodeWith(stable)).isEqualTo(errcode);
        assertThat(stableToken()).isNotEqualTo(stable);
        assertAlive(stableToken());
    }

    @ParameterizedTest
    @CsvSource({
        "appid, '', 41002",
        "secret, '', 41004",
        "appid, wx-another, 40013",
        "secret, wrong, 40125",
        "grant_type, '', 40002",
        "grant_type, password, 40002"
    })
    void who_asks_wrongly_gets_no_token(String field, String value, int errcode) throws Exception {
        Map<String, String> fields = new HashMap<>(
                Map.of("grant_type", "client_credential", "appid", OPTIONS.appid(), "secret", OPTIONS.secret()));
        fields.put(field, value);
        assertThat(errcode(get("/cgi-bin/token?appid=" + fields.get("appid") + "&secret=" + fields.get("secret")
                        + "&grant_type=" + fields.get("grant_type"))))
                .isEqualTo(errcode);
        assertThat(errcode(post("/cgi-bin/stable_token", fields))).isEqualTo(errcode);
        if (value.isEmpty()) {
            fields.remove(field);
            assertThat(errcode(post("/cgi-bin/stable_token", fields))).isEqualTo(errcode);
        }
    }

    @Test
    void a_field_of_another_type_is_47001() throws Exception {
        assertThat(errcode(post("/cgi-bin/stable_token", Map.of("appid", 1)))).isEqualTo(47001);
        assertThat(errcode(post("/cgi-bin/stable_token", Map.of("force_refresh", "true"))))
                .isEqualTo(47001);
    }

    private void startOfTomorrow() {
        ZoneId china = ZoneId.of("Asia/Shanghai");
        Instant now = control.advance(Duration.ZERO);
        Instant tomorrow =
                now.atZone(china).toLocalDate().plusDays(1).atStartOfDay(china).toInstant();
        control.advance(Duration.between(now, tomorrow));
    }
}
