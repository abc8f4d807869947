package io.kaibo.testing;

import io.kaibo.local.Invocation;
import io.kaibo.local.LocalLambda;
import io.kaibo.local.SqsEvent;
import io.kaibo.local.Template;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Gatherers;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Brings the messages of a queue to the function that is mapped to it, in batches as its mapping has them, when a test says so. */
@Singleton
public class Deliveries {

    /** SQS gives no more in a call. */
    private static final int MOST = 10;

    private final SqsClient sqs;
    private final LocalLambda lambda;
    private final Template template;
    private final Map<String, String> urls = new ConcurrentHashMap<>();
    private final AtomicInteger failures = new AtomicInteger();

    Deliveries(SqsClient sqs, LocalLambda lambda, Template template) {
        this.sqs = sqs;
        this.lambda = lambda;
        this.template = template;
    }

    /** How a round brings its messages. @param copies how often each batch, at the same moment @param atOnce batches at a time */
    public record How(int copies, int atOnce) {
        public static final How ONCE = new How(1, 1);
    }

    /**
     * Brings what is in the queue now, and not what comes while it does so.
     *
     * @return how many messages there were
     */
    public int round(String function, How how) {
        var mapping = template.function(function).orElseThrow().mappings().getFirst();
        String url = urls.computeIfAbsent(
                mapping.queueName(),
                name -> SetupCalls.call(
                        () -> sqs.getQueueUrl(get -> get.queueName(name)).queueUrl()));
        List<Message> messages = SetupCalls.call(() -> receive(url));
        List<List<Message>> batches = messages.stream()
                .gather(Gatherers.windowFixed(Math.min(mapping.batchSize(), MOST)))
                .toList();
        List<Set<String>> failed = batches.stream()
                .gather(Gatherers.mapConcurrent(
                        how.atOnce(), batch -> bring(function, batch, mapping.queueArn(), how.copies())))
                .toList();
        SetupCalls.run(() -> {
            for (int i = 0; i < batches.size(); i++) {
                Set<String> again = failed.get(i);
                failures.addAndGet(again.size());
                batches.get(i).forEach(message -> close(url, message, again.contains(message.messageId())));
            }
        });
        return messages.size();
    }

    /** How many records failed since this was last asked: each is hidden for the queue's visibility time-out, which no test waits for. */
    public int takeFailures() {
        return failures.getAndSet(0);
    }

    /** Rounds until the queue is empty. @throws AssertionError if it is not after so many */
    public void untilEmpty(String function, How how, int rounds) {
        for (int round = 0; round < rounds; round++) {
            if (round(function, how) == 0) {
                return;
            }
        }
        throw new AssertionError("messages of " + function + " come back for ever");
    }

    private List<Message> receive(String url) {
        List<Message> all = new ArrayList<>();
        List<Message> some;
        while (!(some = sqs.receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(MOST))
                        .messages())
                .isEmpty()) {
            all.addAll(some);
        }
        return all;
    }

    /** The messages that every copy failed for. */
    private Set<String> bring(String function, List<Message> batch, String arn, int copies) {
        SqsEvent event = new SqsEvent(batch, arn);
        List<Callable<Set<String>>> calls = new ArrayList<>();
        for (int copy = 0; copy < copies; copy++) {
            calls.add(() -> switch (lambda.call(function, event.json())) {
                case Invocation.Answered(byte[] answer) -> event.failures(answer);
                case Invocation.Failed(Throwable cause) -> event.ids();
            });
        }
        try {
            Set<String> failed = new HashSet<>(event.ids());
            Together.run(calls).forEach(failed::retainAll);
            return failed;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void close(String url, Message message, boolean again) {
        if (again) {
            sqs.changeMessageVisibility(change ->
                    change.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
        } else {
            sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
        }
    }
}
