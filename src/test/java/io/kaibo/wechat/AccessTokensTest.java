package io.kaibo.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaibo.aws.Secrets;
import io.kaibo.sandbox.Fault;
import io.kaibo.sandbox.SandboxControl.TokenEnd;
import io.kaibo.testing.Calls;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Together;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@WithTestResource(LocalServers.class)
class AccessTokensTest {

    private static final String STABLE_TOKEN = "/cgi-bin/stable_token";
    private static final String LIVE_INFO = "/wxa/business/getliveinfo";

    @Inject
    AccessTokens tokens;

    @Inject
    LiveRooms rooms;

    @Inject
    WeChatRest rest;

    @Inject
    WeChatConfig config;

    @Inject
    Secrets secrets;

    @Inject
    World world;

    @BeforeEach
    void clean() {
        world.clean();
        // the instance begins with a token that WeChat gave out and still takes
        rooms.page(0);
        Calls.reset();
    }

    @Test
    void aTokenIsAskedForOnceAndKept() {
        rooms.page(0);
        rooms.page(0);
        assertThat(Calls.count("WeChat." + STABLE_TOKEN)).isZero();
        assertThat(Calls.count("WeChat." + LIVE_INFO)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(TokenEnd.class)
    void aDeadTokenIsReplacedAndTheCallMadeOnceMore(TokenEnd how) {
        world.sandbox().endTokens(how);
        assertThat(rooms.page(0).total()).isZero();
        assertThat(Calls.made())
                .containsExactly("WeChat." + LIVE_INFO, "WeChat." + STABLE_TOKEN, "WeChat." + LIVE_INFO);
    }

    @ParameterizedTest
    @EnumSource(TokenEnd.class)
    void sixtyFourCallersWithADeadTokenCauseOneRefresh(TokenEnd how) throws Exception {
        world.sandbox().endTokens(how);
        List<Integer> totals = together(64, () -> rooms.page(0).total());
        assertThat(totals).hasSize(64).containsOnly(0);
        assertThat(Calls.count("WeChat." + STABLE_TOKEN)).isEqualTo(1);
        assertThat(world.sandbox().calls()).containsEntry(STABLE_TOKEN, 2); // the first was the set-up's
    }

    @Test
    void sixtyFourCallersThatShareNothingCauseSixtyFourRefreshes() throws Exception {
        // the control: the race above is one, since each of these callers asks for itself
        together(64, () -> new AccessTokens(rest, config, secrets, world.clock()).current());
        assertThat(Calls.count("WeChat." + STABLE_TOKEN)).isEqualTo(64);
    }

    @Test
    void aTokenThatAnotherCallerReplacedAlreadyIsNotDroppedAgain() {
        AccessTokens.Token old = tokens.current();
        tokens.drop(old);
        AccessTokens.Token fresh = tokens.current();
        tokens.drop(old);
        assertThat(tokens.current()).isSameAs(fresh);
        assertThat(Calls.count("WeChat." + STABLE_TOKEN)).isEqualTo(1);
    }

    @Test
    void aTokenIsNotUsedInItsLastMinute() {
        world.clock().advance(Duration.ofSeconds(7200 - 90));
        tokens.current();
        assertThat(Calls.count("WeChat." + STABLE_TOKEN)).isZero();
        world.clock().advance(Duration.ofSeconds(31));
        tokens.current();
        assertThat(Calls.count("WeChat." + STABLE_TOKEN)).isEqualTo(1);
    }

    @Test
    void aTokenThatIsDeadAgainAtOnceEndsTheCallAndIsForgotten() {
        world.sandbox().fault(LIVE_INFO, new Fault.Refuse(40001), 0, 2);
        assertThatThrownBy(() -> rooms.page(0))
                .isInstanceOfSatisfying(
                        WeChatException.class, e -> assertThat(e.failure()).isEqualTo(new Failure.DeadToken(40001)));
        assertThat(Calls.count("WeChat." + LIVE_INFO)).isEqualTo(2);
        assertThat(rooms.page(0).total()).isZero();
        assertThat(Calls.count("WeChat." + STABLE_TOKEN)).isEqualTo(2);
    }

    private static <T> List<T> together(int callers, Callable<T> call) throws Exception {
        return Together.run(Collections.nCopies(callers, call));
    }
}
