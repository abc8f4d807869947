package io.kaibo.reminder;

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
import org.jspecify.annotations.Nullable;

/**
 * One page being sent: what its recipients share. A failure that concerns all of them stops the page after a few sends: each send
 * that WeChat does not answer costs its recipient the message, and each that it refuses costs two writes.
 */
final class SendRun {

    /**
     * The first round of a page starts with this many sends and stops after this many failures. A later round starts with one and
     * stops after one.
     */
    static final int A_FEW = 3;

    private final ReminderPage page;
    private final Map<String, MessageTemplate.Rendered.Values> messages;
    private final Map<Person, Optional<String>> openids;
    private final Instant until;
    private final int senders;
    private final int few;
    private final Semaphore turns;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final AtomicBoolean answered = new AtomicBoolean();
    private final AtomicInteger setbacks = new AtomicInteger();
    private final Set<AccessToken> deadTokens = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Duration> stopped = new AtomicReference<>();
    private final AtomicReference<@Nullable Failure> refusal = new AtomicReference<>();

    /**
     * @param messages by the ids of their templates
     * @param openids of those recipients that wait
     * @param until when no further send begins
     * @param senders how many sends are under way at a time, once WeChat has answered one
     */
    SendRun(
            ReminderPage page,
            Map<String, MessageTemplate.Rendered.Values> messages,
            Map<Person, Optional<String>> openids,
            Instant until,
            int senders) {
        this.page = page;
        this.messages = messages;
        this.openids = openids;
        this.until = until;
        this.senders = senders;
        this.few = page.round() == 0 ? Math.min(A_FEW, senders) : 1;
        this.turns = new Semaphore(few);
    }

    ReminderPage page() {
        return page;
    }

    MessageTemplate.Rendered.Values message(Subscription subscription) {
        MessageTemplate.Rendered.Values message = messages.get(subscription.templateId());
        if (message == null) {
            throw new IllegalStateException("no message was made of the template");
        }
        return message;
    }

    /** True if the table of people does not know the recipient, which is a fault of the table and not of theirs. */
    boolean isUnknown(Subscription subscription) {
        return !openids.containsKey(subscription.person());
    }

    /** The openid of a recipient who is known; empty if they were erased and cannot be sent to. */
    Optional<String> openid(Subscription subscription) {
        return Objects.requireNonNull(openids.get(subscription.person()));
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

    /** False while the page's time went by without a send: to begin at once again would do the same. */
    boolean hasClaimed() {
        return claimed.get();
    }

    /** WeChat answered for one person: from now on the page is sent to as many at a time as are allowed. */
    void noteAnswer() {
        if (answered.compareAndSet(false, true)) {
            turns.release(senders - few);
        }
    }

    /**
     * A send failed for a reason that the next one would meet as well.
     *
     * @param again the delay of the page, if it stops
     */
    void noteSetback(Duration again) {
        if (setbacks.incrementAndGet() >= few) {
            stop(again);
        }
    }

    /** WeChat called a token dead. The first is replaced; the page stops at the second. */
    void noteDeadToken(AccessToken token, Duration again) {
        deadTokens.add(token);
        if (deadTokens.size() > 1) {
            stop(again);
        }
    }

    /** WeChat refused a send for now: the first reason is told to operators. */
    void noteRefusal(Failure why) {
        refusal.compareAndSet(null, why);
    }

    /** Null if WeChat refused no send for now. */
    @Nullable
    Failure refusal() {
        return refusal.get();
    }

    /**
     * No further send begins.
     *
     * @param again the delay of the page; of several the longest holds
     */
    void stop(Duration again) {
        stopped.accumulateAndGet(
                again, (before, now) -> before == null || now == null || before.compareTo(now) < 0 ? now : before);
    }

    /** The delay before the remaining recipients are looked at again, or null while the page still sends. */
    @Nullable
    Duration delayOfTheRest(Instant now) {
        Duration again = stopped.get();
        return again == null && !now.isBefore(until) ? Duration.ZERO : again;
    }
}
