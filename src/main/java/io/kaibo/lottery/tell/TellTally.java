package io.kaibo.lottery.tell;

import io.kaibo.aws.Metrics;
import io.kaibo.message.RecipientOutcome;
import io.kaibo.message.SendState;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What became of winners of a lottery in one run. */
final class TellTally {

    private final Map<SendState, Integer> ends = new EnumMap<>(SendState.class);
    private final AtomicInteger callsFailed = new AtomicInteger();
    private boolean halted;
    private int left;
    private @Nullable Duration soonest;
    private @Nullable Duration afterBackOff;

    void add(RecipientOutcome outcome) {
        if (outcome.state() != null) {
            ends.merge(outcome.state(), 1, Integer::sum);
        }
        Duration again = outcome.again();
        if (again != null) {
            left++;
            if (outcome.backOff()) {
                afterBackOff = shorter(afterBackOff, again);
            } else {
                soonest = shorter(soonest, again);
            }
        }
    }

    /** None of the winners was touched; they are looked at again after this delay. */
    void addUntouched(int winners, Duration again) {
        left += winners;
        afterBackOff = shorter(afterBackOff, again);
    }

    /** A winner's calls of DynamoDB or WeChat ended in an error. From any thread. */
    void noteCallFailed() {
        callsFailed.incrementAndGet();
    }

    /** The telling is halted. */
    void noteHalted() {
        halted = true;
    }

    /** Adds what became of others, but not when those that are left are looked at again. */
    void addCounts(TellTally others) {
        others.ends.forEach((end, count) -> ends.merge(end, count, Integer::sum));
        callsFailed.addAndGet(others.callsFailed.get());
        halted |= others.halted;
        left += others.left;
    }

    boolean hasSent() {
        return ends.containsKey(SendState.SENT);
    }

    /**
     * The delay before the next run; null if no winner is left.
     *
     * @param backOff the least delay of those who were put off
     */
    @Nullable
    Duration nextDelay(Duration backOff) {
        Duration putOff = afterBackOff;
        if (putOff == null) {
            return soonest;
        }
        return shorter(soonest, putOff.compareTo(backOff) > 0 ? putOff : backOff);
    }

    private static Duration shorter(@Nullable Duration one, Duration other) {
        return one == null || other.compareTo(one) < 0 ? other : one;
    }

    void count(Metrics.Line line) {
        line.count(TellMetric.SENT, count(SendState.SENT))
                .count(TellMetric.REFUSED, count(SendState.REFUSED))
                .count(TellMetric.FAILED, count(SendState.FAILED))
                .count(TellMetric.UNKNOWN, count(SendState.UNKNOWN))
                .count(TellMetric.EXPIRED, count(SendState.EXPIRED))
                .count(TellMetric.PUT_OFF, left)
                .count(TellMetric.CALL_FAILED, callsFailed.get())
                .count(TellMetric.HALTED, halted ? 1 : 0);
    }

    private int count(SendState end) {
        return ends.getOrDefault(end, 0);
    }
}
