package io.kaibo.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Sends messages, as JSON, to SQS queues. */
@Singleton
public class Queues {

    private final SqsClient sqs;
    private final ObjectMapper json;

    Queues(SqsClient sqs, ObjectMapper json) {
        this.sqs = sqs;
        this.json = json;
    }

    /** Sends one message; it is safely in the queue when this returns, and may be there even if it throws. */
    public void send(String queueUrl, Object message) {
        String body;
        try {
            body = json.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a message: " + message.getClass(), e);
        }
        sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody(body));
    }
}
