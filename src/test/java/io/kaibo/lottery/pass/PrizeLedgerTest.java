package io.kaibo.lottery.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.lottery.Alias;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.prize.Winner;
import io.kaibo.person.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order and the times of passes, and when the next one is due. */
class PrizeLedgerTest {

    private static final LotteryId LOTTERY = new LotteryId("AAAAAAAAAAAAAAAAAAAAAA");
    private static final Instant DEADLINE = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = DEADLINE.plusSeconds(60);

    @Test
    void theEarliestDeadlineComesFirstAndOfOneDeadlineTheFirstSlot() {
        PrizeLedger ledger = new PrizeLedger(
                List.of(
                        winner(0, 4, LATER, PrizeState.OFFERED),
                        winner(2, 3, DEADLINE, PrizeState.OFFERED),
                        winner(1, 2, DEADLINE, PrizeState.WITHDRAWN),
                        winner(3, 5, DEADLINE, PrizeState.CLAIMED)),
                List.of(),
                List.of());
        assertThat(ledger.findDue(DEADLINE.minusMillis(1))).isEmpty();
        for (int slot : List.of(1, 2, 0)) {
            Winner due = ledger.findDue(LATER).orElseThrow();
            assertThat(due.slot()).isEqualTo(slot);
            Pass pass = pass(ledger.countPasses() + 1, slot, LATER);
            ledger.add(pass, List.of(due.endedBy(pass.number())));
        }
        assertThat(ledger.findDue(LATER)).isEmpty();
        assertThat(ledger.nextRank()).isEqualTo(6);
    }

    @Test
    void passesOfOneSecondComeInTheOrderOfTheirSlots() {
        Instant at = Instant.parse("2026-03-01T13:00:00Z");
        PrizeLedger ledger = new PrizeLedger(List.of(), List.of(pass(1, 5, at)), List.of());
        assertThat(ledger.timeOfNext(6, at.plusMillis(900))).isEqualTo(at);
        assertThat(ledger.timeOfNext(4, at.plusMillis(900))).isEqualTo(at.plusSeconds(1));
        assertThat(ledger.timeOfNext(4, at.plusSeconds(2))).isEqualTo(at.plusSeconds(2));
        assertThat(ledger.timeOfNext(6, at.minusSeconds(9)))
                .as("by a clock that is behind")
                .isEqualTo(at);
    }

    @Test
    void theNextIsDueAfterTheNextDeadlineOfAnyWinner() {
        Duration wait = Duration.ofSeconds(35);
        PrizeLedger ledger = new PrizeLedger(
                List.of(winner(0, 1, LATER, PrizeState.CLAIMED), winner(1, 2, DEADLINE, PrizeState.CLAIMED)),
                List.of(),
                List.of());
        assertThat(ledger.nextDue(DEADLINE.minusMillis(1), wait)).contains(DEADLINE.plus(wait));
        assertThat(ledger.nextDue(DEADLINE, wait)).contains(LATER.plus(wait));
        assertThat(ledger.nextDue(LATER, wait)).isEmpty();
    }

    private static Winner winner(int slot, int rank, Instant deadline, PrizeState state) {
        return new Winner(
                LOTTERY,
                new Alias(1, rank),
                new Person("AAAAAAAAAAAAAAAAAAAAAA"),
                slot,
                rank,
                state,
                deadline.minusSeconds(3600),
                deadline,
                null,
                null,
                null);
    }

    private static Pass pass(int number, int slot, Instant at) {
        return new Pass(number, slot, new Alias(1, 1), null, null, PassReason.NOT_CLAIMED, at);
    }
}
