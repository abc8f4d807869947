package io.kaibo.lottery.tell;

import io.kaibo.lottery.LotteryId;
import io.kaibo.message.Halting;
import io.kaibo.message.StrangeCodeTable;
import io.kaibo.person.Person;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Halts the telling of a lottery's winners who accepted a template, where a failure is that of the template or the account. The winners who
 * accepted another are told. There is nothing to resume: after the longest delay one winner is tried again, and if WeChat takes that
 * message, the others follow.
 */
@Singleton
class HaltTelling {

    private static final Logger LOG = Logger.getLogger(HaltTelling.class);

    private final TellHaltTable table;
    private final TellStrangeCodeTable strangeCodes;
    private final Clock clock;

    HaltTelling(TellHaltTable table, TellStrangeCodeTable strangeCodes, Clock clock) {
        this.table = table;
        this.strangeCodes = strangeCodes;
        this.clock = clock;
    }

    /** The halting of one run over the winners of a lottery who accepted the template. */
    RunHalting of(LotteryId lottery, String templateId) {
        return new RunHalting(lottery, templateId, table.isHalted(lottery, templateId));
    }

    /** What one run over the winners of a lottery who accepted a template knows of halts. */
    final class RunHalting implements Halting {

        private final LotteryId lottery;
        private final String templateId;
        private final boolean wasHalted;
        private final AtomicBoolean halted = new AtomicBoolean();

        private RunHalting(LotteryId lottery, String templateId, boolean wasHalted) {
            this.lottery = lottery;
            this.templateId = templateId;
            this.wasHalted = wasHalted;
        }

        /** True if an earlier run was halted, and none has sent a message since. */
        boolean wasHalted() {
            return wasHalted;
        }

        /** True if this run is halted. */
        boolean isHalted() {
            return halted.get();
        }

        @Override
        public void halt(String reason) {
            // many senders may meet the same at once
            if (!halted.getAndSet(true)) {
                LOG.warnf(
                        "the winners of lottery %s with template %s are not told for now: %s",
                        lottery, templateId, reason);
                table.write(lottery, templateId, reason, clock.instant());
            }
        }

        @Override
        public boolean noteStrangeCode(int errcode, Person person) {
            return strangeCodes.recordPerson(lottery, errcode, person, clock.instant()) >= StrangeCodeTable.PERSONS;
        }

        /** WeChat took a message: what halted an earlier run is mended, unless this run met something new. */
        void noteSent() {
            if (wasHalted && !isHalted()) {
                table.clear(lottery, templateId);
            }
        }
    }
}
