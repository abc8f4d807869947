package io.kaibo.lottery.claim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.Prizes;
import io.kaibo.testing.Calls;
import io.kaibo.testing.FaultSweep;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every single fault of a claim: what a winner was told stands, and the same claim once more gives the prize. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class ClaimFaultsTest {

    private static final String SENT = "o-sent";
    private static final String CODE = "o-code";

    @Inject
    Prizes prizes;

    @Inject
    World world;

    @Test
    void noFaultLosesAPrize() throws Exception {
        FaultSweep.Report report = FaultSweep.over("claiming prizes", new Claiming());
        assertThat(report.broken()).isEmpty();
        assertThat(report.calls())
                .as("the lottery, the winner, the data key, the claim; of a code, the claim, the codes and their data"
                        + " key; the list, and what is in it")
                .isEqualTo(4 + 5 + 5);
    }

    private final class Claiming implements FaultSweep.Flow {

        private LotteryId id;
        private final Map<String, JsonNode> told = new HashMap<>();

        @Override
        public void prepare() {
            world.clean();
            told.clear();
            id = prizes.draw();
            prizes.offer(id, SENT, Prizes.SENT);
            prizes.offer(id, CODE, Prizes.CODE);
            // the function opens its connections now, and not within the flow
            prizes.claim(id, "o-other", "{}");
        }

        @Override
        public List<FaultSweep.Invocation> events() {
            return List.of(() -> claim(SENT, Prizes.ADDRESS), () -> claim(CODE, "{}"), () -> prizes.list(CODE, ""));
        }

        private void claim(String openid, String body) {
            Http.Answer answer = prizes.claim(id, openid, body);
            if (answer.status() == 200) {
                told.put(openid, answer.body());
            }
        }

        @Override
        public void settle() {
            assertThatItStands(SENT, Prizes.ADDRESS);
            assertThatItStands(CODE, "{}");
        }

        private void assertThatItStands(String openid, String body) {
            Http.Answer again = prizes.claim(id, openid, body);
            assertThat(again.status()).isEqualTo(200);
            assertThat(prizes.claim(id, openid, body).body()).isEqualTo(again.body());
            assertThat(again.body()).isEqualTo(told.getOrDefault(openid, again.body()));
        }

        @Override
        public void check(Calls.Fault fault, String call) {
            assertThat(prizes.only(SENT).path("state").asText()).isEqualTo("claimed");
            assertThat(prizes.only(SENT).at("/address/telephone").asText()).isEqualTo("138****5678");
            assertThat(prizes.telephone(id, SENT)).isEqualTo("13812345678");
            assertThat(prizes.only(CODE).path("state").asText()).isEqualTo("claimed");
            assertThat(prizes.only(CODE).path("code").asText()).isEqualTo(Prizes.CODES.getFirst());
        }
    }
}
