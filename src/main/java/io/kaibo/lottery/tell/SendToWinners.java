package io.kaibo.lottery.tell;

import io.kaibo.lottery.Lottery;
import io.kaibo.message.MessageBatch;
import io.kaibo.message.MessageConfig;
import io.kaibo.message.MessageContent;
import io.kaibo.message.RecipientOutcome;
import io.kaibo.message.SendBrake;
import io.kaibo.message.SendMessage;
import io.kaibo.message.SendRun;
import io.kaibo.person.People;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Gatherers;
import org.jboss.logging.Logger;

/** Sends to winners of a lottery side by side, in the order of the prizes. It and what it stands on are made when a message is due first. */
@Singleton
class SendToWinners {

    private static final Logger LOG = Logger.getLogger(SendToWinners.class);

    private final SendMessage sendMessage;
    private final SendBrake brake;
    private final ComposeResults compose;
    private final People people;
    private final MessageConfig config;
    private final Clock clock;

    SendToWinners(
            SendMessage sendMessage,
            SendBrake brake,
            ComposeResults compose,
            People people,
            MessageConfig config,
            Clock clock) {
        this.sendMessage = sendMessage;
        this.brake = brake;
        this.compose = compose;
        this.people = people;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Sends to the winners that still wait, and ends those whose message has nothing new to say.
     *
     * @param winners whose message has not ended, and who all accepted the template
     * @param until when no further send begins
     * @param tally counts what becomes of each
     */
    void send(
            Lottery lottery,
            String templateId,
            MessageBatch<ToldWinner> batch,
            List<ToldWinner> winners,
            Instant until,
            TellTally tally) {
        Instant now = clock.instant();
        List<ToldWinner> needed =
                winners.stream().filter(winner -> winner.needsMessage(now)).toList();
        each(
                winners.stream().filter(winner -> !winner.needsMessage(now)).toList(),
                tally,
                batch.round(),
                winner -> sendMessage.expire(winner, batch.table()));
        List<ToldWinner> waiting = needed.stream().filter(ToldWinner::isWaiting).toList();
        if (!waiting.isEmpty() && !brake.allowsBatch()) {
            LOG.warnf("WeChat is away: the winners of lottery %s are told later", lottery.id());
            tally.addUntouched(needed.size(), config.backOff(batch.round()));
            return;
        }
        ComposeResults.Composed composed = compose.compose(lottery, templateId, waiting);
        Map<ToldWinner, MessageContent> messages = composed.messages();
        if (composed.problem() != null) {
            batch.halting().halt(composed.problem());
            tally.addUntouched(waiting.size() - messages.size(), config.longestDelay());
        }
        SendRun<ToldWinner> run = new SendRun<>(
                batch,
                winner -> Objects.requireNonNull(messages.get(winner), "no message was made"),
                people.findOpenids(
                        messages.keySet().stream().map(ToldWinner::person).toList()),
                until,
                config);
        each(
                needed.stream()
                        .filter(winner -> !winner.isWaiting() || messages.containsKey(winner))
                        .toList(),
                tally,
                batch.round(),
                winner -> sendMessage.send(winner, run));
        if (run.refusal() != null) {
            LOG.warnf("WeChat takes messages of lottery %s later: %s", lottery.id(), run.refusal());
        }
    }

    private void each(
            List<ToldWinner> winners, TellTally tally, int round, Function<ToldWinner, RecipientOutcome> one) {
        winners.stream()
                .gather(Gatherers.mapConcurrent(config.senders(), winner -> outcome(winner, tally, round, one)))
                .forEach(tally::add);
    }

    /** What one winner's calls throw must not cut off the others, who may have been sent to. */
    private RecipientOutcome outcome(
            ToldWinner winner, TellTally tally, int round, Function<ToldWinner, RecipientOutcome> one) {
        try {
            return one.apply(winner);
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s was not done", winner);
            tally.noteCallFailed();
            return RecipientOutcome.backOff(config.backOff(round));
        }
    }
}
