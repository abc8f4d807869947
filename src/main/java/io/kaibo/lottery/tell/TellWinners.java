package io.kaibo.lottery.tell;

import io.kaibo.aws.Metrics;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryConfig;
import io.kaibo.message.MessageBatch;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells winners of their prizes, each at most once, who accepted a message when they entered. If WeChat does not take the messages now, a
 * later step of the lottery tells the rest. What is wrong with a template keeps no winner who accepted another from their message. A winner
 * who has claimed the prize, or whose time to claim it is over, is told nothing more.
 *
 * <p>No other instance looks at a send while the lease of the step holds, which is longer than the time-out of the function. So the lease
 * of a send may be shorter than that.
 */
@Singleton
public class TellWinners {

    private static final Logger LOG = Logger.getLogger(TellWinners.class);

    private final WinnerSendTable table;
    private final HaltTelling halt;
    private final Instance<SendToWinners> sending;
    private final LotteryConfig config;
    private final Clock clock;

    /** @param sending needs WeChat and its secret, which few steps of a lottery do */
    TellWinners(
            WinnerSendTable table,
            HaltTelling halt,
            Instance<SendToWinners> sending,
            LotteryConfig config,
            Clock clock) {
        this.table = table;
        this.halt = halt;
        this.sending = sending;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Tells the winners of a drawn lottery. A failure is no failure of the lottery's step: what else the step has to do does not wait for it.
     *
     * @param line counts what becomes of them
     * @return when the rest are to be told; empty if none is left
     */
    public Optional<Instant> tell(Lottery lottery, Metrics.Line line) {
        Instant began = clock.instant();
        TellTally tally = new TellTally();
        try {
            return table.findOpen(lottery.id()).stream()
                    .collect(Collectors.groupingBy(ToldWinner::templateId, LinkedHashMap::new, Collectors.toList()))
                    .entrySet()
                    .stream()
                    .map(each -> tell(lottery, each.getKey(), each.getValue(), began, tally))
                    .flatMap(Optional::stream)
                    .min(Comparator.naturalOrder());
        } catch (RuntimeException e) {
            return Optional.of(later(lottery, e, tally));
        } finally {
            tally.count(line);
        }
    }

    /** @param open who all accepted the template */
    private Optional<Instant> tell(
            Lottery lottery, String templateId, List<ToldWinner> open, Instant began, TellTally all) {
        TellTally tally = new TellTally();
        try {
            HaltTelling.RunHalting halting = halt.of(lottery.id(), templateId);
            Duration waited = findWait(open, began);
            // a run after a halt, or after some time in which WeChat took no message, begins with one winner
            boolean careful = halting.wasHalted() || waited.compareTo(config.tellPatience()) > 0;
            MessageBatch<ToldWinner> batch = new MessageBatch<>(table, halting, careful ? 1 : 0);
            sending.get().send(lottery, templateId, batch, open, began.plus(config.tellPatience()), tally);
            if (tally.hasSent()) {
                halting.noteSent();
            }
            if (halting.isHalted()) {
                tally.noteHalted();
            }
            @Nullable
            Duration delay = tally.nextDelay(halting.isHalted() ? config.longestBackOff() : config.tellBackOff(waited));
            return delay == null
                    ? Optional.empty()
                    : Optional.of(clock.instant().plus(delay));
        } catch (RuntimeException e) {
            return Optional.of(later(lottery, e, tally));
        } finally {
            all.addCounts(tally);
        }
    }

    private Instant later(Lottery lottery, RuntimeException e, TellTally tally) {
        LOG.errorf(e, "winners of lottery %s were not told", lottery.id());
        tally.noteCallFailed();
        return clock.instant().plus(config.tellPatience());
    }

    /** How long the winner has waited who waits for the shortest time. */
    private static Duration findWait(List<ToldWinner> open, Instant now) {
        return open.stream()
                .map(winner -> Duration.between(winner.offeredAt(), now))
                .min(Duration::compareTo)
                .orElseThrow();
    }
}
