package io.kaibo.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.reminder.PushedMessages;
import io.kaibo.reminder.ledger.LedgerTable;
import io.kaibo.reminder.ledger.TemplateCounts;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Pushing;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where plain pushes were agreed with WeChat, encrypted ones are refused. */
@QuarkusTest
@TestProfile(PlainPushTest.PlainMode.class)
@WithTestResource(LocalServers.class)
class PlainPushTest {

    public static final class PlainMode implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("kaibo.wechat.push-mode", "plain");
        }
    }

    private static final Pushing WECHAT = Pushing.local();

    @Inject
    Http http;

    @Inject
    World world;

    @Inject
    LedgerTable ledger;

    @BeforeEach
    void clean() {
        world.clean();
    }

    @Test
    void onlyPlainPushesAreTakenAndThePlainFormOfBoth() {
        Instant now = world.clock().instant();
        String template = PushedMessages.fresh("t");
        String message = PushedMessages.popup(PushedMessages.fresh("o"), now, PushedMessages.accept(template));
        var guessed = new Pushing("guessed", WECHAT.encodingAesKey(), WECHAT.appid());

        assertThat(push(WECHAT.safe(message, now))).isEqualTo(403);
        assertThat(push(WECHAT.safeXml(message, now))).isEqualTo(403);
        assertThat(push(guessed.plain(message, now))).isEqualTo(403);
        assertThat(push(WECHAT.plain(message, now.minus(Duration.ofMinutes(6)))))
                .isEqualTo(403);
        assertThat(push(WECHAT.plain("nonsense", now))).isEqualTo(400);
        assertThat(Calls.made()).isEmpty();

        assertThat(push(WECHAT.plain(message, now))).isEqualTo(200);
        assertThat(push(WECHAT.plain(message, now))).isEqualTo(200);
        String encrypted = WECHAT.encrypt("0123456789abcdef", message.getBytes(StandardCharsets.UTF_8));
        String both = message.replaceFirst("\\}$", ",\"Encrypt\":\"" + encrypted + "\"}");
        assertThat(push(WECHAT.plain(both, now))).isEqualTo(200);
        assertThat(ledger.counts(template)).isEqualTo(new TemplateCounts(1, 0, 0, 0, 0));
    }

    private int push(Pushing.Pushed pushed) {
        return http.post("/callbacks/wechat?" + pushed.query())
                .body(pushed.body())
                .to("wechat-callback")
                .status();
    }
}
