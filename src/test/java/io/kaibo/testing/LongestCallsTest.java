package io.kaibo.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LongestCallsTest {

    @Test
    void theLongestCallsAreThoseOfTheClients() throws IOException {
        assertThat(Files.readString(Path.of("src/main/resources/application.properties")))
                .contains("api-call-timeout=" + LongestCalls.AWS_CALL.toSeconds() + "S");
        assertThat(Files.readString(Path.of("src/main/java/io/kaibo/aws/AwsClients.java")))
                .contains(" CALL = Duration.ofSeconds(" + LongestCalls.AWS_CALL.toSeconds() + ");");
        assertThat(Files.readString(Path.of("src/main/java/io/kaibo/wechat/WeChatClient.java")))
                .contains(" READ_SECONDS = " + LongestCalls.WECHAT_CALL.toSeconds() / 2 + ";");
    }
}
