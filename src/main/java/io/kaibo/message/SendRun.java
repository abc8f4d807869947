package io.kaibo.message;

import io.kaibo.person.Person;
import io.kaibo.wechat.AccessToken;
import io.kaibo.wechat.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One batch being sent: what its recipients share. A failure that concerns all of them stops the batch after a few sends: each send
 * that WeChat does not answer costs its recipient the message, and each that it refuses costs two writes.
 */
public final class SendRun<R extends Recipient> {

    /**
     * The first round of a batch starts with this many sends and stops after this many failures. A later round starts with one and
     * stops after one.
     */
    public static final int A_FEW = 3;

    private final MessageBatch<R> batch;
    private final Function<R, MessageContent> messages;
    private final Map<Person, Optional<String>> openids;
    private final Instant until;
    private final int senders;
    private final Duration backOff;
    private final int few;
    private final Semaphore turns;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final AtomicBoolean answered = new AtomicBoolean();
    private final AtomicInteger setbacks = new AtomicInteger();
    private final Set<AccessToken> deadTokens = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Duration> stopped = new AtomicReference<>();
    private final AtomicReference<@Nullable Failure> refusal = new AtomicReference<>();

    /**
     * @param messages what each recipient that waits is told
     * @param openids of those recipients that wait
     * @param until when no further send begins
     */
    public SendRun(
            MessageBatch<R> batch,
            Function<R, MessageContent> messages,
            Map<Person, Optional<String>> openids,
            Instant until,
            MessageConfig config) {
        this.batch = batch;
        this.messages = messages;
        this.openids = openids;
        this.until = until;
        this.senders = config.senders();
        this.backOff = config.backOff(batch.round());
        this.few = batch.round() == 0 ? Math.min(A_FEW, senders) : 1;
        this.turns = new Semaphore(few);
    }

    SendTable<R> table() {
        return batch.table();
    }

    Halting halting() {
        return batch.halting();
    }

    /** The delay of the batch if it is put off now. */
    Duration backOff() {
        return backOff;
    }

    MessageContent message(R recipient) {
        return messages.apply(recipient);
    }

    /** True if the table of people does not know the recipient, which is a fault of the table and not of theirs. */
    boolean isUnknown(R recipient) {
        return !openids.containsKey(recipient.person());
    }

    /** The openid of a recipient who is known; empty if they were erased and cannot be sent to. */
    Optional<String> openid(R recipient) {
        return Objects.requireNonNull(openids.get(recipient.person()));
    }

    /** Waits until a send may begin. Each turn is given back by {@link #endTurn}. */
    void awaitTurn() {
        turns.acquireUninterruptibly();
    }

    void endTurn() {
        turns.release();
    }

    void noteClaim() {
        claimed.set(true);
    }

    /** False if the batch's time went by without a send: another begin at once would do the same. */
    boolean hasClaimed() {
        return claimed.get();
    }

    /** WeChat answered for one person: from now on as many are sent to at a time as are allowed. */
    void noteAnswer() {
        if (answered.compareAndSet(false, true)) {
            turns.release(senders - few);
        }
    }

    /**
     * A send failed for a reason that the next one would meet as well. After a few of them the batch stops, for {@link #backOff()}.
     */
    void noteSetback() {
        if (setbacks.incrementAndGet() >= few) {
            stop(backOff);
        }
    }

    /** WeChat called a token dead. The first is replaced; the batch stops at the second. */
    void noteDeadToken(AccessToken token) {
        deadTokens.add(token);
        if (deadTokens.size() > 1) {
            stop(backOff);
        }
    }

    /** WeChat refused a send for now: the first reason is told to operators. */
    void noteRefusal(Failure why) {
        refusal.compareAndSet(null, why);
    }

    /** Null if WeChat refused no send for now. */
    @Nullable
    public Failure refusal() {
        return refusal.get();
    }

    /**
     * No further send begins.
     *
     * @param again the delay of the batch; of several the longest holds
     */
    void stop(Duration again) {
        stopped.accumulateAndGet(
                again, (before, now) -> before == null || now == null || before.compareTo(now) < 0 ? now : before);
    }

    /** The delay before the remaining recipients are looked at again, or null while the batch still sends. */
    @Nullable
    Duration delayOfTheRest(Instant now) {
        Duration again = stopped.get();
        return again == null && !now.isBefore(until) ? Duration.ZERO : again;
    }
}
