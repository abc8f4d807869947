package io.kaibo.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.person.LocalPersons;
import io.kaibo.person.PeopleItems;
import io.kaibo.sandbox.Fault;
import io.kaibo.testing.Calls;
import io.kaibo.testing.FaultSweep;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.SetupCalls;
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
import org.jspecify.annotations.Nullable;
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

    @Inject
    PeopleItems peopleItems;

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
        assertThat(claims.path("sub").asText())
                .isEqualTo(LocalPersons.of(login.openid()).value());
        assertThat(claims.toString() + answer).doesNotContain(login.openid());
        assertThat(claims.path("iss").asText()).isEqualTo("kaibo");
        assertThat(claims.path("aud").asText()).isEqualTo("local");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(7200);
        assertThat(Instant.parse(answer.body().path("expiresAt").asText()))
                .isEqualTo(Instant.ofEpochSecond(claims.path("exp").asLong()))
                .isAfter(world.clock().instant().plus(Duration.ofMinutes(119)));
    }

    @Test
    void aViewerCanBeToldThePseudonymThatTheirTokenHas() {
        var login = world.sandbox().loginCode();
        Http.Answer session = logIn(login.code());
        Http.Answer told = http.get("/session").bearer(token(session)).to("session-api");
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.headers()).containsEntry("cache-control", "no-store");
        assertThat(told.body().path("person").asText())
                .isEqualTo(LocalPersons.of(login.openid()).value());
        assertThat(told.body().path("expiresAt")).isEqualTo(session.body().path("expiresAt"));
        assertThat(told.body()).hasSize(2);
        assertThat(http.get("/session").to("session-api").status()).isEqualTo(401);
        assertThat(http.get("/session").bearer("guessed").to("session-api").status())
                .isEqualTo(401);
    }

    @Test
    void anOpenidIsKeptOnceUnderItsPseudonym() {
        var login = world.sandbox().loginCode();
        long before = world.clock().millis();
        logIn(login.code());
        long after = world.clock().millis();
        var kept = peopleItems.all();
        assertThat(kept).singleElement().satisfies(person -> {
            assertThat(person.get("person").s())
                    .isEqualTo(LocalPersons.of(login.openid()).value());
            assertThat(person.get("openid").s()).isEqualTo(login.openid());
            assertThat(Long.parseLong(person.get("firstSeenAt").n())).isBetween(before, after);
        });
        world.clock().advance(Duration.ofDays(3));
        String again =
                world.sandbox().loginCode(Map.of("openid", login.openid())).code();
        assertThat(logIn(again).status()).isEqualTo(201);
        assertThat(peopleItems.all()).isEqualTo(kept);
    }

    @Test
    void withoutTheTableOfPeopleThereIsNoToken() {
        Calls.listen(call -> {
            if (call.equals("DynamoDb.UpdateItem")) {
                throw new IllegalStateException("planned");
            }
        });
        Http.Answer answer = logIn(world.sandbox().loginCode().code());
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body().has("token")).isFalse();
    }

    @Test
    void noSingleFaultGivesATokenOfAPersonWithoutAnOpenid() throws Exception {
        FaultSweep.Report report = FaultSweep.over("a login", new ALogin());
        assertThat(report.broken()).isEmpty();
        assertThat(report.calls()).isEqualTo(2);
        assertThat(report.points()).isEqualTo(6 * report.calls());
    }

    /** A person logs in; where that fails, the mini-program calls wx.login again. */
    private final class ALogin implements FaultSweep.Flow {

        private static final String OPENID = "oALoginThatMayFail0000000000";

        private int status;

        @Override
        public void prepare() {
            world.clean();
            status = 0;
        }

        @Override
        public List<FaultSweep.Invocation> events() {
            String code = world.sandbox().loginCode(Map.of("openid", OPENID)).code();
            return List.of(() -> {
                Http.Answer answer = logIn(code);
                status = answer.status();
                if (status == 201) {
                    // whatever comes later: the token can be used from now on
                    assertThat(SetupCalls.call(() -> openidOf(answer))).isEqualTo(OPENID);
                }
            });
        }

        @Override
        public void settle() {
            if (status != 201) {
                world.clock().advance(Duration.ofMinutes(1));
                status = logIn(world.sandbox()
                                .loginCode(Map.of("openid", OPENID))
                                .code())
                        .status();
            }
        }

        @Override
        public void check(Calls.Fault fault, String call) {
            assertThat(status).isEqualTo(201);
            assertThat(peopleItems.all())
                    .singleElement()
                    .satisfies(person -> assertThat(person.get("openid").s()).isEqualTo(OPENID));
        }

        private String openidOf(Http.Answer session) {
            String person = http.get("/session")
                    .bearer(token(session))
                    .to("session-api")
                    .body()
                    .path("person")
                    .asText();
            return peopleItems.all().stream()
                    .filter(item -> item.get("person").s().equals(person))
                    .map(item -> item.get("openid").s())
                    .findFirst()
                    .orElse("none");
        }
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
                Arguments.of(new Fault.Refuse(-1), 503, "2"),
                Arguments.of(new Fault.Refuse(45011), 503, "60"),
                Arguments.of(new Fault.Refuse(45009), 503, "3600"),
                Arguments.of(new Fault.Fail(500), 503, "2"),
                Arguments.of(new Fault.Say("{\"openid\":\"\"}"), 503, "2"),
                Arguments.of(new Fault.DropBefore(), 503, "2"),
                Arguments.of(new Fault.DropAfter(), 503, "2"),
                Arguments.of(new Fault.Refuse(40163), 401, null),
                Arguments.of(new Fault.Refuse(40125), 500, null));
    }

    @ParameterizedTest
    @MethodSource("away")
    void whenWeChatFailsTheViewerIsToldWhenToComeBackOrNothing(Fault fault, int status, @Nullable String retryAfter) {
        world.sandbox().fault(CODE_TO_SESSION, fault);
        Http.Answer answer = logIn(world.sandbox().loginCode().code());
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().get("retry-after")).isEqualTo(retryAfter);
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
    void anOpenidThatIsTooLongIsNone(int length) {
        String code =
                world.sandbox().loginCode(Map.of("openid", "o".repeat(length))).code();
        assertThat(logIn(code).status()).isEqualTo(length <= 128 ? 201 : 503);
    }

    private static String token(Http.Answer session) {
        return session.body().path("token").asText();
    }

    private Http.Answer logIn(String code) {
        return http.post("/session").json("{\"code\":\"" + code + "\"}").to("session-api");
    }
}
