package io.kaibo.lottery.export;

import static io.kaibo.lottery.export.ClaimedPrizes.ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.lottery.Alias;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.prize.Address;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.testing.Calls;
import io.kaibo.testing.FaultSweep;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every single fault while a prize to be sent and a code are exported; then the winner corrects the address, and it is exported again. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class ExportFaultsTest {

    private static final Address CORRECTED = new Address("李雷", "13912345678", "北京市", "长安街 1 号", null);

    @Inject
    ClaimedPrizes prizes;

    @Inject
    World world;

    @Test
    void noSingleFaultBreaksAPromise() throws Exception {
        world.clean();
        // the function opens its connections and reads its secrets now, and not within the flow
        prizes.export(prizes.drawn());
        FaultSweep.Report report = FaultSweep.over("lottery-export", new OneExport());
        assertThat(report.broken()).isEmpty();
        assertThat(report.calls()).isEqualTo(11);
    }

    private final class OneExport implements FaultSweep.Flow {

        private final List<Http.Answer> told = new ArrayList<>();
        private LotteryId id = new LotteryId("AAAAAAAAAAAAAAAAAAAAAA");
        private Alias winner = new Alias(0, 0);
        private boolean isCorrected;

        @Override
        public void prepare() {
            // a lottery of its own: what the others left behind does not matter
            id = prizes.drawn();
            winner = prizes.claim(id, "o-1", 0, ADDRESS);
            prizes.win(id, "o-2", 1, PrizeState.CLAIMED);
            prizes.addCodes(id, 1, "AB-1", "AB-2");
            told.clear();
        }

        @Override
        public List<FaultSweep.Invocation> events() {
            return List.of(this::export);
        }

        private void export() {
            Http.Answer answer = prizes.export(id);
            if (answer.status() == 200) {
                told.add(answer);
            }
        }

        @Override
        public void settle() {
            isCorrected = prizes.correct(id, winner, CORRECTED);
            export();
        }

        @Override
        public void check(Calls.Fault fault, String call) {
            assertThat(prizes.winner(id, winner).has("exportedAt")).isTrue();
            assertThat(told).isNotEmpty().allSatisfy(answer -> {
                List<String> rows = ClaimedPrizes.rows(answer);
                assertThat(rows).hasSize(2);
                assertThat(rows.getFirst()).as("the address that stays").contains(isCorrected ? "李雷" : "王小明");
                assertThat(rows.getLast()).contains(",AB-1,");
            });
            assertThat(prizes.records(id))
                    .as("each list that left is written down")
                    .hasSizeGreaterThanOrEqualTo(told.size())
                    .allSatisfy(item -> {
                        assertThat(item.text("operator")).isEqualTo("local-shipping");
                        assertThat(item.number("prizes")).isEqualTo(2);
                    });
        }
    }
}
