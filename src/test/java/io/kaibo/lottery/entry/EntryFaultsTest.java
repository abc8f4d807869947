package io.kaibo.lottery.entry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.lottery.Lotteries;
import io.kaibo.lottery.LotteryId;
import io.kaibo.testing.Calls;
import io.kaibo.testing.FaultSweep;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every single fault of an entry: a yes is never lost, and the next try gives the same entry. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class EntryFaultsTest {

    private static final String OPENID = "o-1";

    @Inject
    Lotteries lotteries;

    @Inject
    World world;

    @Test
    void noFaultLosesAYesOrMakesTwoEntries() throws Exception {
        FaultSweep.Report report = FaultSweep.over("entering a lottery", new Entering());
        assertThat(report.broken()).isEmpty();
        assertThat(report.calls())
                .as("the lottery, its rules, the staff, the entry, the gate")
                .isEqualTo(5);
        assertThat(report.points()).isEqualTo(5 * Calls.Fault.ALL);
    }

    private final class Entering implements FaultSweep.Flow {

        private LotteryId id;
        private @Nullable JsonNode told;

        @Override
        public void prepare() {
            world.clean();
            told = null;
            id = lotteries.start(Lotteries.forComments("开播"), "o-staff");
        }

        @Override
        public List<FaultSweep.Invocation> events() {
            return List.of(() -> {
                Http.Answer answer = enter();
                if (answer.status() == 200) {
                    told = answer.body();
                }
            });
        }

        private Http.Answer enter() {
            return lotteries.enter(id, OPENID, "{\"text\":\"开播\"}");
        }

        @Override
        public void settle() {
            Http.Answer again = enter();
            assertThat(again.status()).isEqualTo(200);
            assertThat(enter().body()).isEqualTo(again.body());
            if (told != null) {
                assertThat(again.body()).isEqualTo(told);
            }
        }

        @Override
        public void check(Calls.Fault fault, String call) {
            assertThat(SetupCalls.call(() -> lotteries.readEntries(id, Lotteries.shardOf(id, OPENID))))
                    .containsExactly(Lotteries.alias(id, OPENID));
            assertThat(lotteries.freeze(id).entries().count()).isEqualTo(1);
        }
    }
}
