package io.kaibo.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** ElasticMQ takes every message, so a stand-in refuses some as SQS does. */
class QueuesTest {

    private static final Deployment DEPLOYMENT = new Deployment(
            Optional.of("dev"), "us-east-1", Optional.of("https://sqs/1/kaibo-dev-"), true, Optional.empty());

    /** @param faults whose fault it is that the message of this body is not taken; null if it is taken */
    private record Refusing(Function<Sent, @Nullable Fault> faults, List<List<String>> asked) implements SqsClient {

        record Sent(String body, int round) {}

        enum Fault {
            OURS,
            THEIRS
        }

        @Override
        public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
            assertThat(request.queueUrl()).isEqualTo("https://sqs/1/kaibo-dev-pages");
            int round = asked.size();
            asked.add(request.entries().stream()
                    .map(SendMessageBatchRequestEntry::messageBody)
                    .toList());
            List<BatchResultErrorEntry> failed = new ArrayList<>();
            for (SendMessageBatchRequestEntry entry : request.entries()) {
                Fault fault = faults.apply(new Sent(entry.messageBody(), round));
                if (fault != null) {
                    failed.add(BatchResultErrorEntry.builder()
                            .id(entry.id())
                            .senderFault(fault == Fault.OURS)
                            .code(fault == Fault.OURS ? "InvalidMessageContents" : "InternalError")
                            .build());
                }
            }
            return SendMessageBatchResponse.builder().failed(failed).build();
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    }

    private final List<List<String>> asked = new ArrayList<>();

    @Test
    void aMessageThatSqsFailedToTakeIsSentAgainAlone() {
        sending(3, sent -> sent.body().equals("1") && sent.round() < 2 ? Refusing.Fault.THEIRS : null);
        assertThat(asked).containsExactly(List.of("0", "1", "2"), List.of("1"), List.of("1"));
    }

    @Test
    void aMessageThatSqsRefusesForGoodIsNotSentAgainAndTheErrorNamesTheCode() {
        Map<String, Refusing.Fault> faults = Map.of("0", Refusing.Fault.OURS, "2", Refusing.Fault.THEIRS);
        assertThatThrownBy(() -> sending(3, sent -> sent.round() == 0 ? faults.get(sent.body()) : null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("SQS did not take 1 messages: InvalidMessageContents");
        assertThat(asked).as("the others are sent all the same").containsExactly(List.of("0", "1", "2"), List.of("2"));
    }

    @Test
    void aMessageThatSqsGoesOnFailingToTakeIsAnError() {
        assertThatThrownBy(() -> sending(1, sent -> Refusing.Fault.THEIRS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("SQS did not take 1 messages: InternalError");
        assertThat(asked).hasSize(3);
    }

    @Test
    void aCallSendsTenMessagesAtTheMost() {
        assertThatCode(() -> sending(21, sent -> null)).doesNotThrowAnyException();
        assertThat(asked).extracting(List::size).containsExactly(10, 10, 1);
    }

    private void sending(int count, Function<Refusing.Sent, Refusing.@Nullable Fault> faults) {
        new Queues(new Refusing(faults, asked), new ObjectMapper(), DEPLOYMENT)
                .sendAll("pages", IntStream.range(0, count).boxed().toList());
    }
}
