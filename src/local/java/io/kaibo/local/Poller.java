package io.kaibo.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Feeds a function from a queue as Lambda's event source mapping does. A message that failed stays in the queue: it comes
 * back after the queue's visibility time-out. If it was received too often, SQS moves it to the dead letters.
 */
final class Poller implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Poller.class);
    /** Lambda begins with five batches at once. */
    private static final int CONCURRENCY = 5;
    /** SQS gives and deletes no more messages in one call. */
    private static final int MOST_IN_A_CALL = 10;
    /**
     * Seconds of a long poll: as long as stopping may take. If a poll were cut off, the queue would still give it messages, and
     * these would be hidden for their visibility time-out.
     */
    private static final int WAIT = 1;

    private static final long FINISH_SECONDS = 5;

    private final String function;
    private final Template.QueueMapping mapping;
    private final SqsClient sqs;
    private final Invoker lambda;
    private final InvocationLog log;
    private final int concurrency;
    private final Semaphore places;
    private final String queueUrl;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Begins to poll. The queue must exist. */
    Poller(String function, Template.QueueMapping mapping, SqsClient sqs, Invoker lambda, InvocationLog log) {
        this.function = function;
        this.mapping = mapping;
        this.sqs = sqs;
        this.lambda = lambda;
        this.log = log;
        this.concurrency = mapping.maximumConcurrency().orElse(CONCURRENCY);
        this.places = new Semaphore(concurrency);
        this.queueUrl = sqs.getQueueUrl(b -> b.queueName(mapping.queueName())).queueUrl();
        this.thread = Thread.ofVirtual().name("poll " + mapping.queueName()).start(this::poll);
    }

    /** Polls no more, and waits a few seconds for the invocations under way. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(FINISH_SECONDS));
            if (!places.tryAcquire(concurrency, FINISH_SECONDS, TimeUnit.SECONDS)) {
                LOG.warnf("%s is still at work on a batch", function);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean open() {
        return closed.getCount() > 0;
    }

    private void poll() {
        while (open()) {
            places.acquireUninterruptibly();
            List<Message> batch = List.of();
            try {
                batch = open() ? gather() : List.of();
            } catch (SdkException e) {
                rest(e);
            } finally {
                if (batch.isEmpty()) {
                    places.release();
                }
            }
            if (!batch.isEmpty()) {
                List<Message> full = batch;
                Thread.startVirtualThread(() -> handle(full));
            }
        }
    }

    /** A batch is as large as one call gives; with a window, or where a call cannot give as many, as the window allows. */
    private List<Message> gather() {
        List<Message> batch = new ArrayList<>(receive(mapping.batchSize()));
        long end = System.nanoTime() + mapping.window().toNanos();
        while (open() && !batch.isEmpty() && batch.size() < mapping.batchSize() && System.nanoTime() < end) {
            try {
                batch.addAll(receive(mapping.batchSize() - batch.size()));
            } catch (SdkException e) {
                // received messages are hidden from every other poller, so the batch is delivered as it is
                rest(e);
                return batch;
            }
        }
        return batch;
    }

    private List<Message> receive(int most) {
        return sqs.receiveMessage(b -> b.queueUrl(queueUrl)
                        .maxNumberOfMessages(Math.min(most, MOST_IN_A_CALL))
                        .waitTimeSeconds(WAIT)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    private void handle(List<Message> batch) {
        InvocationLog.Line line = log.line(function, mapping.queueName());
        try {
            var event = new SqsEvent(batch, mapping.queueArn());
            switch (lambda.call(function, event.json())) {
                case Invocation.Answered(byte[] answer) -> {
                    Set<String> failed = mapping.reportsBatchItemFailures() ? event.failures(answer) : Set.of();
                    delete(batch.stream()
                            .filter(m -> !failed.contains(m.messageId()))
                            .toList());
                    line.records(batch.size(), failed.size());
                }
                case Invocation.Failed(Throwable cause) ->
                    line.error(cause.getClass().getSimpleName(), cause);
            }
        } catch (SdkException e) {
            line.error("the queue does not answer", e);
        } finally {
            places.release();
        }
    }

    private void delete(List<Message> messages) {
        for (int from = 0; from < messages.size(); from += MOST_IN_A_CALL) {
            List<DeleteMessageBatchRequestEntry> entries =
                    messages.subList(from, Math.min(from + MOST_IN_A_CALL, messages.size())).stream()
                            .map(m -> DeleteMessageBatchRequestEntry.builder()
                                    .id(m.messageId())
                                    .receiptHandle(m.receiptHandle())
                                    .build())
                            .toList();
            sqs.deleteMessageBatch(b -> b.queueUrl(queueUrl).entries(entries));
        }
    }

    /** After Ctrl-C the queue may end before this JVM does: then its failure is not logged. */
    private void rest(SdkException e) {
        try {
            closed.await(WAIT, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (open()) {
            LOG.warnf("%s cannot be polled: %s", mapping.queueName(), e.getMessage());
        }
    }
}
