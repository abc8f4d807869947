package io.kaibo.room.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.sandbox.Fault;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator is told when WeChat does not give its list. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class SyncProblemTest {

    private static final String LIVE_INFO = "/wxa/business/getliveinfo";
    private static final String STABLE_TOKEN = "/cgi-bin/stable_token";
    private static final String OPENID = "oV7t8Fq1mQxGzYhJkLpRs-_uWc2E";

    @Inject
    World world;

    @Inject
    Http http;

    @BeforeEach
    void clean() {
        world.clean();
        // a refusal of the access token by the test before holds no longer, and no token of before lives
        world.clock().advance(Duration.ofHours(3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                LIVE_INFO + "|61007|api is unauthorized to component|permission set of live rooms (52)",
                LIVE_INFO + "|48001|api unauthorized|open 小程序直播",
                LIVE_INFO + "|9410001|get room list failed|sync again",
                LIVE_INFO + "|40097|invalid args|table of return codes",
                STABLE_TOKEN + "|40013|invalid appid|Compare the appid",
                STABLE_TOKEN + "|41002|appid missing|Compare the appid",
                STABLE_TOKEN + "|41004|appsecret missing|SecretsVersion",
                STABLE_TOKEN + "|40125|invalid appsecret|Compare the appid",
                STABLE_TOKEN + "|40164|invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist|IP白名单"
            })
    void aRefusalNamesTheCallTheErrcodeWeChatsWordsAndWhatToDo(
            String endpoint, int errcode, String errmsg, String whatToDo) {
        String words = errmsg + " rid: 5f8e2c0a-7f2a3b4c-1d2e3f4a";
        world.sandbox()
                .fault(
                        endpoint,
                        new Fault.Say("{\"errcode\":" + errcode + ",\"errmsg\":\"" + words + " " + OPENID + "\"}"),
                        0,
                        0);
        Http.Answer refused = sync();
        assertThat(refused.status()).isEqualTo(502);
        String call = endpoint.substring(endpoint.lastIndexOf('/') + 1);
        assertThat(refused.body().path("call").asText()).isEqualTo(call);
        assertThat(refused.body().path("errcode").asInt()).isEqualTo(errcode);
        assertThat(refused.body().path("errmsg").asText()).isEqualTo(words + " …");
        assertThat(refused.body().path("detail").asText()).contains(call, Integer.toString(errcode), words, whatToDo);
        assertThat(refused.body().toString()).doesNotContain(OPENID);
    }

    @ParameterizedTest
    @ValueSource(ints = {40001, 40014, 42001})
    void aTokenThatStaysDeadIsToldAsSuch(int errcode) {
        world.sandbox().fault(LIVE_INFO, new Fault.Refuse(errcode), 0, 0);
        Http.Answer refused = sync();
        assertThat(refused.status()).isEqualTo(502);
        assertThat(refused.body().path("errcode").asInt()).isEqualTo(errcode);
        assertThat(refused.body().path("detail").asText()).contains("another system takes it back");
    }

    @ParameterizedTest
    @CsvSource({"45009,3600,no more today", "45011,60,again in a minute"})
    void aQuotaThatIsUsedUpSaysWhenItEnds(int errcode, String retryAfter, String detail) {
        world.sandbox().fault(LIVE_INFO, new Fault.Refuse(errcode));
        Http.Answer away = sync();
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.headers()).containsEntry("retry-after", retryAfter);
        assertThat(away.body().path("detail").asText()).contains("getliveinfo", Integer.toString(errcode), detail);
    }

    @Test
    void aWeChatThatDoesNotAnswerMayBeAskedAMomentLater() {
        world.sandbox().fault(LIVE_INFO, new Fault.Fail(500), 0, 2);
        isAway();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{\"errcode\":0}"})
    void aWeChatWhoseAnswerIsNoneMayBeAskedAMomentLater(String body) {
        world.sandbox().fault(LIVE_INFO, new Fault.Say(body), 0, 2);
        isAway();
        assertThat(world.sandbox().calls()).containsEntry(LIVE_INFO, 2);
    }

    private void isAway() {
        Http.Answer away = sync();
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.headers()).containsEntry("retry-after", "2");
        assertThat(away.body().path("detail").asText()).isEqualTo("WeChat does not answer getliveinfo now.");
    }

    private Http.Answer sync() {
        return http.post("/admin/rooms/sync").asOperator().to("room-admin");
    }
}
