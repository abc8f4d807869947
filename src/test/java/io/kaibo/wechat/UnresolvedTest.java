package io.kaibo.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Outage;
import io.kaibo.testing.TestClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A name server that does not answer: the whole time of the call goes by before there is a connection. */
@QuarkusTest
@TestProfile(Outage.class)
@WithTestResource(LocalServers.class)
class UnresolvedTest {

    @Inject
    TestClock clock;

    @Test
    void whereNoNameIsResolvedWeChatHasHeardNothing() throws IOException {
        WeChatConfig config = WeChatStandIn.at(URI.create("https://wechat.test"));
        var connections = new Connections(config, clock);
        WeChatException failed = catchThrowableOfType(
                WeChatException.class,
                () -> connections.callChecked(
                        "jscode2session", rest -> rest.logIn("a", "s", "c", "authorization_code")));
        assertThat(failed.failure()).isEqualTo(new Failure.Unreached());
        var question = new DatagramPacket(new byte[512], 512);
        Outage.silentNameServer().setSoTimeout(1);
        Outage.silentNameServer().receive(question);
        assertThat(new String(question.getData(), StandardCharsets.ISO_8859_1)).contains("wechat");
    }
}
