package io.kaibo.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** A queue cannot be made to fail between two calls, so a stand-in does. */
class PollerFaultTest {

    /** Gives one message, and answers nothing from then on. */
    private static final class Failing implements SqsClient {
        private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> deleted = new LinkedBlockingQueue<>();

        Failing() {
            messages.add(Message.builder()
                    .messageId("the-first")
                    .receiptHandle("receipt")
                    .body("{}")
                    .build());
        }

        @Override
        public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
            return GetQueueUrlResponse.builder().queueUrl("http://queue").build();
        }

        @Override
        public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
            Message message = messages.poll();
            if (message == null) {
                throw SdkClientException.create("the queue is gone");
            }
            return ReceiveMessageResponse.builder().messages(message).build();
        }

        @Override
        public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
            request.entries().forEach(entry -> deleted.add(entry.id()));
            return DeleteMessageBatchResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    }

    @Test
    void whatWasReceivedIsGivenThoughTheBatchCannotBeFilled() throws InterruptedException {
        var queue = new Failing();
        var batches = new LinkedBlockingQueue<byte[]>();
        Template.Function function = TestLambda.template("local").functions().getFirst();
        Template.QueueMapping mapping = function.mappings().stream()
                .filter(each -> each.event().equals("Large"))
                .findFirst()
                .orElseThrow();
        var log = new InvocationLog(new PrintStream(OutputStream.nullOutputStream()), Clock.systemUTC());

        try (var poller = new Poller(
                function.name(),
                mapping,
                queue,
                (name, event) -> {
                    batches.add(event);
                    return new Invocation.Answered(new byte[0]);
                },
                log)) {
            assertThat(batches.poll(10, TimeUnit.SECONDS)).asString().contains("\"messageId\":\"the-first\"");
            assertThat(queue.deleted.poll(10, TimeUnit.SECONDS)).isEqualTo("the-first");
        }
    }
}
