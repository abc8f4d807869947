package io.kaibo.reminder.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.reminder.ReminderFaultsTest;
import io.kaibo.reminder.Reminding;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.FaultSweep;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One call of a full page fails while twenty-five recipients are at work. {@link ReminderFaultsTest} tries every call, and one recipient
 * at a time; here which call is the k-th differs from run to run, and the promises hold whichever it is.
 */
@QuarkusTest
@WithTestResource(LocalServers.class)
class OneFaultAmongManyTest {

    private static final int SENDERS = 25;

    /** Four reads; a claim, a send and its outcome for each recipient. */
    private static final int CALLS = 4 + 3 * ReminderPage.SIZE;

    private static final int STEP = 37;

    @Inject
    Reminding reminding;

    @Inject
    World world;

    static List<Calls.Fault> faults() {
        return IntStream.iterate(1, call -> call <= CALLS, call -> call + STEP)
                .mapToObj(call -> FaultSweep.faultsOf(call, call / STEP))
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void oneFaultCostsNoOtherRecipientTheMessage(Calls.Fault fault) {
        reminding.clean();
        long room = reminding.room();
        reminding.subscribers(room, Reminding.neighbours(ReminderPage.SIZE));
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        Calls.reset();
        Calls.plan(fault);
        reminding.deliveries().round("reminder-send", Deliveries.How.ONCE);
        assertThat(Calls.hasStruck()).isTrue();
        Calls.revive();
        Calls.reset();
        // a lease lapses
        world.clock().advance(Duration.ofMinutes(3));
        reminding.everythingArrives();

        long unknown = reminding.states().getOrDefault("unknown", 0L);
        long sent = reminding.states().getOrDefault("sent", 0L);
        assertThat(reminding.states().keySet()).isSubsetOf("sent", "unknown");
        assertThat(sent + unknown).isEqualTo(ReminderPage.SIZE);
        assertThat(unknown).isLessThanOrEqualTo(fault.kind() == Calls.Kind.CRASHED ? SENDERS : 1);
        Map<String, Long> received = reminding.received();
        assertThat(received.values()).containsOnly(1L);
        assertThat(received).hasSizeBetween((int) sent, ReminderPage.SIZE);
    }
}
