package io.kaibo.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.sandbox.Fault;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(LocalServers.class)
class SessionApiTest {

    private static final String CODE_TO_SESSION = "/sns/jscode2session";

    @Inject
    Http http;

    @Inject
    World world;

    @BeforeEach
    void clean() {
        world.clean();
    }

    @Test
    void aLoginCodeBecomesATokenThatNamesTheViewerForTwoHoursAtMost() {
        var login = world.sandbox().loginCode();
        Http.Answer answer = logIn(login.code());
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers()).containsEntry("cache-control", "no-store");
        String payload = answer.body().path("token").asText().split("\\.")[1];
        var claims = world.tree(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
        assertThat(claims.path("sub").asText()).isEqualTo(login.openid());
        assertThat(claims.path("iss").asText()).isEqualTo("kaibo");
        assertThat(claims.path("aud").asText()).isEqualTo("local");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(7200);
        assertThat(Instant.parse(answer.body().path("expiresAt").asText()))
                .isEqualTo(Instant.ofEpochSecond(claims.path("exp").asLong()))
                .isAfter(world.clock().instant().plus(Duration.ofMinutes(119)));
    }

    @Test
    void aLoginCodeWorksOnce() {
        String code = world.sandbox().loginCode().code();
        assertThat(logIn(code).status()).isEqualTo(201);
        Http.Answer again = logIn(code);
        assertThat(again.status()).isEqualTo(401);
        assertThat(again.field()).isEqualTo("code");
        assertThat(again.headers()).containsEntry("www-authenticate", "Bearer");
    }

    @Test
    void aPersonWhomWeChatBlocksIsForbidden() {
        String code = world.sandbox().loginCode(Map.of("blocked", true)).code();
        assertThat(logIn(code).status()).isEqualTo(403);
    }

    static List<Arguments> away() {
        return List.of(
                Arguments.of(new Fault.Refuse(-1), 503),
                Arguments.of(new Fault.Refuse(45011), 503),
                Arguments.of(new Fault.Refuse(45009), 503),
                Arguments.of(new Fault.Fail(500), 503),
                Arguments.of(new Fault.Say("{\"openid\":\"\"}"), 503),
                Arguments.of(new Fault.DropBefore(), 503),
                Arguments.of(new Fault.DropAfter(), 503),
                Arguments.of(new Fault.Refuse(40163), 401),
                Arguments.of(new Fault.Refuse(40125), 500));
    }

    @ParameterizedTest
    @MethodSource("away")
    void whenWeChatFailsTheViewerIsToldToComeBackOrNothing(Fault fault, int status) {
        world.sandbox().fault(CODE_TO_SESSION, fault);
        Http.Answer answer = logIn(world.sandbox().loginCode().code());
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().containsKey("retry-after")).isEqualTo(status == 503);
        // a code may have been used up by a call that was not answered: it is never brought twice
        assertThat(Calls.count("WeChat." + CODE_TO_SESSION)).isEqualTo(1);
    }

    @Test
    void aTextThatIsNoCodeCostsWeChatNoLogin() {
        for (String text :
                List.of("x", "0123456789abcde", "0123456789abcdef!", "the code is a mock one", "登录登录登录登录登录登录登录登录")) {
            Http.Answer answer = logIn(text);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.field()).isEqualTo("code");
        }
        assertThat(Calls.count("WeChat." + CODE_TO_SESSION)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // as WeChat has given them
                "0810dpha1NzsmN1P2Qha15n9ha10dph-",
                "0211MY2j255VoB0WKO3j2cqJ2j21MY2s",
                "0716AVll20uHk94SLDml27etM946AVlq",
                "0_-0123456789abcdefghijk"
            })
    void aTextThatMayBeACodeIsAskedFor(String code) {
        assertThat(logIn(code).status()).isEqualTo(401);
        assertThat(Calls.count("WeChat." + CODE_TO_SESSION)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 129, 2000})
    void anOpenidThatIsTooLongForAKeyIsNone(int length) {
        String code =
                world.sandbox().loginCode(Map.of("openid", "o".repeat(length))).code();
        assertThat(logIn(code).status()).isEqualTo(length <= 128 ? 201 : 503);
    }

    private Http.Answer logIn(String code) {
        return http.post("/session").json("{\"code\":\"" + code + "\"}").to("session-api");
    }
}
