package io.kaibo.lottery.tell;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Item;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryStep;
import io.kaibo.room.Sync;
import io.kaibo.testing.Calls;
import io.kaibo.testing.FaultSweep;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.OneCallAfterTheOther;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every single fault of the step that offers the prizes and tells two winners: each message comes at most once, and is lost only where it may have come. */
@QuarkusTest
@TestProfile(OneCallAfterTheOther.class)
@WithTestResource(LocalServers.class)
public class TellFaultsTest {

    private static final List<String> WINNERS = LotteriesToTell.people(2);

    @Inject
    LotteriesToTell lotteries;

    @Inject
    World world;

    @Inject
    Sync sync;

    @Test
    void noSingleFaultTellsAWinnerTwiceOrKeepsALotteryFromItsEnd() throws Exception {
        FaultSweep.Report report = FaultSweep.over("telling winners", new Telling());
        assertThat(report.broken()).isEmpty();
        assertThat(report.calls()).isGreaterThan(15);
    }

    private final class Telling implements FaultSweep.Flow {

        private LotteryId id;

        @Override
        public void prepare() {
            lotteries.clean();
            id = lotteries.draw(WINNERS);
            // so that no run but this one finds that it needs another token
            SetupCalls.run(sync::recent);
        }

        @Override
        public List<FaultSweep.Invocation> events() {
            return List.of(() -> lotteries.step(id));
        }

        /** Leases that a crash left lapse. */
        @Override
        public void settle() {
            for (int round = 0; round < 4; round++) {
                lotteries.sweepAfter(Duration.ofMinutes(6));
            }
            assertThat(world.takeMessages(LotteryStep.QUEUE)).isEmpty();
        }

        @Override
        public void check(Calls.Fault fault, String call) {
            assertThat(lotteries.waitsForItsDeadlineAlone(id)).isTrue();
            Map<String, Long> received = lotteries.received();
            int unknown = 0;
            for (String openid : WINNERS) {
                Item winner = lotteries.winner(id, openid);
                assertThat(winner.text("sendState")).isIn("sent", "unknown");
                if (winner.text("sendState").equals("sent")) {
                    assertThat(received).containsEntry(openid, 1L);
                } else {
                    unknown++;
                    assertThat(received.getOrDefault(openid, 0L)).isLessThanOrEqualTo(1);
                }
            }
            assertThat(unknown)
                    .as("a send is lost by a fault of the send, or of what is written of it")
                    .isLessThanOrEqualTo(call.contains("WeChat.") || call.equals("DynamoDb.UpdateItem") ? 1 : 0);
        }
    }
}
