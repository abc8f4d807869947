package io.kaibo.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;

class SqsEventTest {
    private static final SqsEvent EVENT = new SqsEvent(
            List.of(
                    Message.builder().messageId("a").body("1").build(),
                    Message.builder().messageId("b").body("2").build()),
            "arn:aws:sqs:us-east-1:000000000000:q");

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "{\"batchItemFailures\":null}", "{\"batchItemFailures\":[]}"})
    void anAnswerWithoutFailuresIsSuccess(String answer) {
        assertThat(failures(answer)).isEmpty();
    }

    @Test
    void theNamedOnesFailed() {
        assertThat(failures("{\"batchItemFailures\":[{\"itemIdentifier\":\"b\"}]}"))
                .containsExactly("b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
                "{\"batchItemFailures\":[{\"id\":\"a\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"itemIdentifier\":\"c\"}]}",
                "{\"batchItemFailures\":\"a\"}"
            })
    void anAnswerThatCannotBeMeantFailsTheWholeBatch(String answer) {
        assertThat(failures(answer)).containsExactlyInAnyOrder("a", "b");
    }

    private static Iterable<String> failures(String answer) {
        return EVENT.failures(answer.getBytes(StandardCharsets.UTF_8));
    }
}
