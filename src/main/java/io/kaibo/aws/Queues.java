package io.kaibo.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Sends messages, as JSON, to SQS queues, which are named without the stage. */
@Singleton
public class Queues {

    private static final int MOST = 10;

    /** The calls made for one batch: the first, and two more for what SQS did not take. */
    private static final int ROUNDS = 3;

    private final SqsClient sqs;
    private final ObjectMapper json;
    private final Deployment deployment;

    Queues(SqsClient sqs, ObjectMapper json, Deployment deployment) {
        this.sqs = sqs;
        this.json = json;
        this.deployment = deployment;
    }

    /** Sends one message; it is safely in the queue when this returns, and may be there even if it throws. */
    public void send(String queue, Object message) {
        send(queue, message, Duration.ZERO);
    }

    /**
     * As {@link #send(String, Object)}, and it is not received before the delay is over.
     *
     * @param delay in whole seconds, fifteen minutes at the most
     */
    public void send(String queue, Object message, Duration delay) {
        String body = writeBody(message);
        sqs.sendMessage(request -> request.queueUrl(deployment.queueUrl(queue))
                .messageBody(body)
                // a delay of nothing is left unsaid: the queue's own then holds
                .delaySeconds(delay.isZero() ? null : (int) delay.toSeconds()));
    }

    /**
     * Sends a message once more, in place of its record that failed. A failed record uses up one of the few receives that the queue
     * gives a message, and hides it for the queue's visibility time-out.
     *
     * @param delay in whole seconds, fifteen minutes at the most
     * @param failure thrown if the new message cannot be sent either: the queue then brings the record once more
     */
    public void sendAgain(String queue, Object message, Duration delay, RuntimeException failure) {
        try {
            send(queue, message, delay);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            throw failure;
        }
    }

    /**
     * Sends messages by tens, which is the most that SQS takes in a call. All are safely in the queue when this returns; if it
     * throws, some may be.
     *
     * @throws IllegalStateException naming SQS's code, if it refuses some of them for good or goes on refusing them
     */
    public void sendAll(String queue, List<?> messages) {
        for (int from = 0; from < messages.size(); from += MOST) {
            List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
            for (Object message : messages.subList(from, Math.min(from + MOST, messages.size()))) {
                entries.add(SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(entries.size()))
                        .messageBody(writeBody(message))
                        .build());
            }
            sendBatch(queue, entries);
        }
    }

    /**
     * A call that succeeds may still say that it did not take some of the messages. Those alone are sent again, but for those of which
     * SQS says that the sender is at fault: it would refuse them again.
     */
    private void sendBatch(String queue, List<SendMessageBatchRequestEntry> entries) {
        List<BatchResultErrorEntry> refused = new ArrayList<>();
        List<SendMessageBatchRequestEntry> left = entries;
        for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
            Pause.waitBeforeRound(round);
            List<SendMessageBatchRequestEntry> now = left;
            List<BatchResultErrorEntry> failed = sqs.sendMessageBatch(request ->
                            request.queueUrl(deployment.queueUrl(queue)).entries(now))
                    .failed();
            boolean isLast = round == ROUNDS - 1;
            Set<String> again = failed.stream()
                    .filter(entry -> !isLast && !entry.senderFault())
                    .map(BatchResultErrorEntry::id)
                    .collect(Collectors.toSet());
            failed.stream().filter(entry -> !again.contains(entry.id())).forEach(refused::add);
            left = now.stream().filter(entry -> again.contains(entry.id())).toList();
        }
        if (!refused.isEmpty()) {
            throw new IllegalStateException("SQS did not take " + refused.size() + " messages: "
                    + refused.stream()
                            .map(BatchResultErrorEntry::code)
                            .distinct()
                            .collect(Collectors.joining(", ")));
        }
    }

    private String writeBody(Object message) {
        try {
            return json.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a message: " + message.getClass(), e);
        }
    }
}
