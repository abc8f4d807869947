package io.kaibo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpAnswerTest {
    @Test
    void statusHeadersCookiesAndBodyAreTheFunctions() throws IOException {
        HttpAnswer answer = answer("""
                {"statusCode":201,"headers":{"content-type":"text/plain","location":"/rooms/1"},
                 "cookies":["a=1; Secure","b=2"],"body":"made","isBase64Encoded":false}""");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers())
                .containsEntry("Content-Type", List.of("text/plain"))
                .containsEntry("location", List.of("/rooms/1"))
                .containsEntry("Set-Cookie", List.of("a=1; Secure", "b=2"));
        assertThat(answer.body()).asString().isEqualTo("made");
    }

    @Test
    void aBase64BodyIsDecoded() throws IOException {
        assertThat(answer("{\"statusCode\":200,\"body\":\"/w==\",\"isBase64Encoded\":true}")
                        .body())
                .containsExactly(0xff);
    }

    @Test
    void jsonWithoutAStatusCodeIsItselfTheBodyOfA200() throws IOException {
        HttpAnswer answer = answer("{\"rooms\":[]}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("Content-Type", List.of("application/json"));
        assertThat(answer.body()).asString().isEqualTo("{\"rooms\":[]}");
    }

    @Test
    void aBodyWithoutATypeIsJsonAndAnAnswerWithoutABodyHasNoType() throws IOException {
        assertThat(answer("{\"statusCode\":200,\"body\":\"{}\"}").headers())
                .containsEntry("Content-Type", List.of("application/json"));
        assertThat(answer("{\"statusCode\":204,\"headers\":{\"cache-control\":\"no-store\"}}")
                        .headers())
                .containsOnlyKeys("cache-control");
    }

    @Test
    void noAnswerIsNull() throws IOException {
        assertThat(answer("").body()).asString().isEqualTo("null");
    }

    @Test
    void aStatusCodeThatIsNoNumberIsNoAnswer() {
        assertThatThrownBy(() -> answer("{\"statusCode\":\"fine\"}")).isInstanceOf(IOException.class);
    }

    private static HttpAnswer answer(String output) throws IOException {
        return HttpAnswer.of(output.getBytes(StandardCharsets.UTF_8));
    }
}
