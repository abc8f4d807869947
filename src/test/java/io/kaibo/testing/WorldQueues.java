package io.kaibo.testing;

import io.kaibo.aws.Deployment;
import io.kaibo.local.Template;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** The queues of {@link World}. */
@Singleton
class WorldQueues {

    /** SQS gives no more messages in a call. */
    private static final int MOST_MESSAGES = 10;

    private final SqsClient sqs;
    private final Deployment deployment;

    WorldQueues(SqsClient sqs, Deployment deployment) {
        this.sqs = sqs;
        this.deployment = deployment;
    }

    /** Empties a queue and its dead-letter queue, which only this queue fills. */
    void purge(Template.Queue queue) {
        sqs.purgeQueue(purge -> purge.queueUrl(url(queue.name())));
        queue.redrive()
                .map(Template.Redrive::deadLetterQueue)
                .ifPresent(dead -> sqs.purgeQueue(purge -> purge.queueUrl(url(dead))));
    }

    void send(String queue, String text) {
        SetupCalls.run(() -> sqs.sendMessage(
                send -> send.queueUrl(deployment.queueUrl(queue)).messageBody(text)));
    }

    /** The texts of the messages on a queue, which has none afterwards. */
    List<String> take(String queue) {
        String url = deployment.queueUrl(queue);
        return SetupCalls.call(() -> {
            List<String> texts = new ArrayList<>();
            List<Message> messages;
            while (!(messages = sqs.receiveMessage(
                                    receive -> receive.queueUrl(url).maxNumberOfMessages(MOST_MESSAGES))
                            .messages())
                    .isEmpty()) {
                for (Message message : messages) {
                    texts.add(message.body());
                    sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
                }
            }
            return texts;
        });
    }

    private String url(String queueName) {
        return deployment.queueUrl(queueName.substring(deployment.resource("").length()));
    }
}
