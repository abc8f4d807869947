package io.kaibo.reminder.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.message.SendRun;
import io.kaibo.reminder.Reminding;
import io.kaibo.sandbox.Fault;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Outage;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** WeChat answers no send for ten minutes, and one instance has four pages. */
@QuarkusTest
@TestProfile(Outage.class)
@WithTestResource(LocalServers.class)
class OutageTest {

    private static final String SEND = "/cgi-bin/message/subscribe/send";
    private static final int PAGES = 4;
    private static final int MINUTES = 10;

    @Inject
    Reminding reminding;

    @Inject
    World world;

    @BeforeEach
    void aRoomOnAir() {
        reminding.clean();
        long room = reminding.room();
        reminding.subscribers(room, Reminding.neighbours(PAGES * ReminderPage.SIZE));
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        world.sandbox().fault(SEND, new Fault.Fail(502), 0, 0);
    }

    /** So that the instance remembers no silence when the next test begins. */
    @AfterEach
    void endTheOutage() {
        world.sandbox().clearFaults();
        world.clock().advance(Duration.ofMinutes(1));
        reminding.everythingArrives();
    }

    @Test
    void anOutageCostsAFewOfOnePageAndThenOneInAWhile() {
        for (int minute = 0; minute < MINUTES; minute++) {
            assertThat(reminding.deliveries().round("reminder-send", Deliveries.How.ONCE))
                    .isEqualTo(PAGES);
            world.clock().advance(Duration.ofMinutes(1));
        }
        long unknown = reminding.states().get("unknown");
        assertThat(unknown)
                .isEqualTo(world.sandbox().calls().get(SEND).longValue())
                .isBetween((long) MINUTES, 2L * SendRun.A_FEW - 1 + MINUTES - 1);
        world.sandbox().clearFaults();
        reminding.everythingArrives();
        assertThat(reminding.received()).hasSize(PAGES * ReminderPage.SIZE - (int) unknown);
        assertThat(reminding.received().values()).containsOnly(1L);
        assertThat(reminding.deliveries().takeFailures()).isZero();
    }

    @Test
    void aPageThatIsPutBackMeanwhileIsNotTouched() {
        reminding.deliveries().round("reminder-send", Deliveries.How.ONCE);
        Calls.reset();
        reminding.deliveries().round("reminder-send", Deliveries.How.ONCE);
        assertThat(Calls.writes()).isZero();
        assertThat(Calls.count("DynamoDb.Query")).isZero();
        assertThat(Calls.count("WeChat." + SEND)).isZero();
    }
}
