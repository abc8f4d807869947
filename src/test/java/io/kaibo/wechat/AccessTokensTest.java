package io.kaibo.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.kaibo.aws.Metrics;
import io.kaibo.aws.Secrets;
import io.kaibo.sandbox.Fault;
import io.kaibo.sandbox.SandboxControl.TokenEnd;
import io.kaibo.testing.Calls;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Output;
import io.kaibo.testing.Together;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(LocalServers.class)
class AccessTokensTest {

    private static final String STABLE_TOKEN = "/cgi-bin/stable_token";
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Failure.DeadToken DEAD =
            new Failure.DeadToken(40001, "invalid credential, access_token is invalid or not latest");
    private static final WeChatException DIED = new WeChatException("getliveinfo", DEAD);
    private static final String LIVE_INFO = "/wxa/business/getliveinfo";

    @Inject
    AccessTokens tokens;

    @Inject
    LiveRooms rooms;

    @Inject
    Connections connections;

    @Inject
    WeChatConfig config;

    @Inject
    Metrics metrics;

    @Inject
    Secrets secrets;

    @Inject
    World world;

    @BeforeEach
    void clean() {
        world.clean();
        // the instance begins with a token that WeChat gave out and still takes
        rooms.readPage(0);
        Calls.reset();
    }

    @Test
    void aTokenIsAskedForOnceAndKept() {
        rooms.readPage(0);
        rooms.readPage(0);
        assertThat(Calls.count("WeChat." + STABLE_TOKEN)).isZero();
        assertThat(Calls.count("WeChat." + LIVE_INFO)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(TokenEnd.class)
    void aDeadTokenIsReplacedAndTheCallMadeOnceMore(TokenEnd how) {
        world.sandbox().endTokens(how);
        assertThat(rooms.readPage(0).total()).isZero();
        assertThat(Calls.made())
                .containsExactly("WeChat." + LIVE_INFO, "WeChat." + STABLE_TOKEN, "WeChat." + LIVE_INFO);
    }

    @ParameterizedTest
    @EnumSource(TokenEnd.class)
    void sixtyFourCallersWithADeadTokenCauseOneRefresh(TokenEnd how) throws Exception {
        world.sandbox().endTokens(how);
        List<Integer> totals = together(64, () -> rooms.readPage(0).total());
        assertThat(totals).hasSize(64).containsOnly(0);
        assertThat(Calls.count("WeChat." + STABLE_TOKEN)).isEqualTo(1);
        assertThat(world.sandbox().calls()).containsEntry(STABLE_TOKEN, 2); // the first was the set-up's
    }

    @Test
    void sixtyFourCallersThatShareNothingCauseSixtyFourRefreshes() throws Exception {
        // the control: the race above is one, since each of these callers asks for itself
        together(64, () -> new AccessTokens(connections, config, secrets, metrics, world.clock()).obtain());
        assertThat(Calls.count("WeChat." + STABLE_TOKEN)).isEqualTo(64);
    }

    @Test
    void aTokenThatAnotherCallerReplacedAlreadyIsNotDroppedAgain() {
        AccessToken old = tokens.obtain();
        tokens.drop(old, DIED);
        AccessToken fresh = tokens.obtain();
        tokens.drop(old, DIED);
        assertThat(tokens.obtain()).isSameAs(fresh);
        assertThat(Calls.count("WeChat." + STABLE_TOKEN)).isEqualTo(1);
    }

    @Test
    void aTokenIsNotUsedInItsLastMinute() {
        world.clock().advance(Duration.ofSeconds(7200 - 90));
        tokens.obtain();
        assertThat(Calls.count("WeChat." + STABLE_TOKEN)).isZero();
        world.clock().advance(Duration.ofSeconds(31));
        tokens.obtain();
        assertThat(Calls.count("WeChat." + STABLE_TOKEN)).isEqualTo(1);
    }

    @Test
    void aTokenOfAMinuteIsUsedForHalfOfIt() {
        world.sandbox().fault(STABLE_TOKEN, new Fault.Say("{\"access_token\":\"short\",\"expires_in\":60}"), 0, 0);
        AccessTokens bounded = deployed(connections);
        AccessToken first = bounded.obtain();
        world.clock().advance(Duration.ofSeconds(25));
        assertThat(bounded.obtain()).isSameAs(first);
        world.clock().advance(Duration.ofSeconds(6));
        assertThat(bounded.obtain()).isNotSameAs(first);
    }

    @Test
    void aTokenThatIsDeadAgainAtOnceEndsTheCallAndIsForgotten() {
        world.sandbox().fault(LIVE_INFO, new Fault.Refuse(40001), 0, 2);
        assertThatThrownBy(() -> rooms.readPage(0))
                .isInstanceOfSatisfying(
                        WeChatException.class, e -> assertThat(e.failure()).isEqualTo(DEAD));
        assertThat(Calls.count("WeChat." + LIVE_INFO)).isEqualTo(2);
        assertThat(rooms.readPage(0).total()).isZero();
        assertThat(Calls.count("WeChat." + STABLE_TOKEN)).isEqualTo(2);
    }

    @Test
    void twentyFiveCallersShareOneAttemptThatFailsAndItsFailure() throws Exception {
        var weChat = new NoToken(25);
        AccessTokens shared = deployed(weChat);
        assertThat(together(25, () -> weChat.arrive(shared))).containsOnly(new Failure.Unanswered());
        assertThat(weChat.calls()).as("one attempt, repeated once").isEqualTo(2);
        world.clock().advance(PAUSE.minusSeconds(1));
        assertThat(failure(shared)).isEqualTo(new Failure.Unanswered());
        assertThat(weChat.calls()).isEqualTo(2);
        world.clock().advance(Duration.ofSeconds(2));
        failure(shared);
        assertThat(weChat.calls()).isEqualTo(4);
    }

    @Test
    void twentyFiveCallersWithoutAPauseMakeAnAttemptEach() {
        // the control: these callers come one after the other, so that none shares the attempt of another
        var weChat = new NoToken(0);
        AccessTokens impatient =
                new AccessTokens(new Connections(() -> weChat, world.clock()), config, secrets, metrics, world.clock());
        for (int caller = 0; caller < 25; caller++) {
            failure(impatient);
        }
        assertThat(weChat.calls()).isEqualTo(50);
    }

    @Test
    void aTokenThatIsDeadAgainAndAgainIsAskedForOncePerPause() {
        AccessTokens bounded = deployed(connections);
        for (int call = 0; call < 100; call++) {
            try {
                bounded.drop(bounded.obtain(), DIED);
            } catch (NoTokenException e) {
                assertThat(e).as("it names the call that was refused").hasMessage(DIED.getMessage());
            }
        }
        assertThat(Calls.count("WeChat." + STABLE_TOKEN))
                .as("one, and its replacement")
                .isEqualTo(2);
        for (int pause = 1; pause < 4; pause++) {
            world.clock().advance(PAUSE.plusSeconds(1));
            for (int call = 0; call < 10; call++) {
                try {
                    bounded.drop(bounded.obtain(), DIED);
                } catch (NoTokenException e) {
                    assertThat(e).hasMessage(DIED.getMessage());
                }
            }
            assertThat(Calls.count("WeChat." + STABLE_TOKEN)).as("one a pause").isEqualTo(2 + pause);
        }
    }

    @Test
    void aTokenIsUsedToItsEndWhileNoOtherCanBeHad() {
        AccessTokens deployed = deployed(connections);
        AccessToken old = deployed.obtain();
        world.sandbox().fault(STABLE_TOKEN, new Fault.Refuse(40125), 0, 0);
        world.clock().advance(Duration.ofSeconds(7200 - 30));
        assertThat(deployed.obtain()).isSameAs(old);
        assertThat(deployed.obtain()).isSameAs(old);
        assertThat(Calls.count("WeChat." + STABLE_TOKEN)).isEqualTo(2);
        world.clock().advance(Duration.ofSeconds(31));
        assertThat(failure(deployed)).isEqualTo(new Failure.RequestRefused(40125, "invalid appsecret"));
    }

    @Test
    void aClockThatIsSetBackKeepsNoRefusal() {
        AccessTokens deployed = deployed(connections);
        world.clock().advance(Duration.ofHours(1));
        world.sandbox().fault(STABLE_TOKEN, new Fault.Refuse(40125), 0, 1);
        failure(deployed);
        world.clock().reset();
        assertThat(deployed.obtain()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void anAnswerWhoseTokenHasNoLifeIsNone(long expiresIn) {
        var weChat = new NoToken(0) {
            @Override
            public TokenAnswer obtainToken(TokenQuestion question) {
                return new TokenAnswer(0, null, "a-token", expiresIn);
            }
        };
        assertThat(failure(deployed(weChat))).isEqualTo(new Failure.Unanswered());
    }

    @Test
    void aRefusalIsCountedWithItsErrcodeAndSaysNothingSecret() {
        world.sandbox().fault(STABLE_TOKEN, new Fault.Refuse(40164), 0, 1);
        List<String> said = Output.of(() -> failure(deployed(connections)));
        assertThat(said)
                .anyMatch(line -> line.contains("\"WeChatTokenFailed\":1") && line.contains("\"errcode\":\"40164\""));
        assertThat(said).anyMatch(line -> line.startsWith("ERROR") && line.contains("40164"));
        assertThat(said).noneMatch(line -> line.contains(secrets.get("wechat-secret")));
    }

    @Test
    void theAddressThatWeChatDoesNotAllowStandsInTheLogAndBesideTheMetric() {
        world.sandbox().fault(STABLE_TOKEN, new Fault.Refuse(40164), 0, 1);
        List<String> said = Output.of(() -> failure(deployed(connections)));
        assertThat(said)
                .anyMatch(line ->
                        line.contains("\"WeChatTokenFailed\":1") && line.contains("\"address\":\"203.0.113.7\""))
                .anyMatch(line -> line.startsWith("ERROR")
                        && line.endsWith("; enter 203.0.113.7 into the IP allow-list (IP白名单) of the console"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "40164 | invalid ip 203.0.113.7, not in whitelist rid: 5f8e2c0a-7f2a3b4c-1d2e3f4a | 203.0.113.7",
                "40164 | invalid ip 2001:db8::7 ipv6 2001:db8::7, not in whitelist                 | 2001:db8::7",
                "40164 | not in whitelist                                                         |",
                "40125 | invalid ip 203.0.113.7                                                   |",
            })
    void noOtherRefusalNamesAnAddress(int code, String words, String address) {
        var weChat = new NoToken(0) {
            @Override
            public TokenAnswer obtainToken(TokenQuestion question) {
                return new TokenAnswer(code, TextNode.valueOf(words), null, 0);
            }
        };
        List<String> said = Output.of(() -> failure(deployed(weChat)));
        assertThat(said)
                .filteredOn(line -> line.contains("\"WeChatTokenFailed\""))
                .singleElement()
                .satisfies(line ->
                        assertThat(world.tree(line).path("address").textValue()).isEqualTo(address));
    }

    private Failure failure(AccessTokens some) {
        try {
            some.obtain();
            throw new AssertionError("a token was there");
        } catch (WeChatException e) {
            return e.failure();
        }
    }

    private AccessTokens deployed(WeChatRest weChat) {
        return deployed(new Connections(() -> weChat, world.clock()));
    }

    /** As an instance has them: the tests' own configuration has no pause. */
    private AccessTokens deployed(Connections weChat) {
        return new AccessTokens(weChat, WeChatStandIn.pausing(config, PAUSE), secrets, metrics, world.clock());
    }

    /** A WeChat that answers no question for a token before so many have come to ask. */
    private static class NoToken extends NoWeChat {
        private final AtomicInteger calls = new AtomicInteger();
        private final CountDownLatch arrived;

        NoToken(int callers) {
            arrived = new CountDownLatch(callers);
        }

        int calls() {
            return calls.get();
        }

        Failure arrive(AccessTokens shared) {
            arrived.countDown();
            try {
                shared.obtain();
                throw new AssertionError("a token was there");
            } catch (WeChatException e) {
                return e.failure();
            }
        }

        @Override
        public TokenAnswer obtainToken(TokenQuestion question) {
            calls.incrementAndGet();
            try {
                assertThat(arrived.await(1, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            throw new ProcessingException("planned");
        }
    }

    private static <T> List<T> together(int callers, Callable<T> call) throws Exception {
        return Together.run(Collections.nCopies(callers, call));
    }
}
