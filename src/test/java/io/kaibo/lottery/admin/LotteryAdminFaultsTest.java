package io.kaibo.lottery.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.aws.Item;
import io.kaibo.base.Digests;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryKind;
import io.kaibo.room.RoomId;
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

/** Every single fault while a lottery is created, pushed to the anchor, started and made void; then each request is sent again. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class LotteryAdminFaultsTest {

    private static final String KEY = "one-lottery";

    @Inject
    LotteryOperator operator;

    @Inject
    World world;

    @Test
    void noSingleFaultBreaksAPromise() throws Exception {
        FaultSweep.Report report = FaultSweep.over("lottery-admin", new OneLottery());
        assertThat(report.broken()).isEmpty();
        assertThat(report.calls()).isGreaterThan(12);
    }

    private final class OneLottery implements FaultSweep.Flow {

        private final List<Http.Answer> created = new ArrayList<>();
        private final List<Http.Answer> started = new ArrayList<>();
        private String room = "";

        @Override
        public void prepare() {
            world.clean();
            room = operator.room(101);
            // the function opens its connections and reads its secrets now, and not within the flow
            operator.creates("wx-404", KEY);
            created.clear();
            started.clear();
        }

        @Override
        public List<FaultSweep.Invocation> events() {
            return List.of(this::create, () -> operator.pushes(lottery()), this::start, this::makeVoid);
        }

        private void create() {
            keep(created, operator.creates(room, KEY));
        }

        private void start() {
            keep(started, operator.starts(lottery()));
        }

        private void makeVoid() {
            operator.makesVoid(lottery(), "words");
        }

        /** What the operator knows of it. */
        private JsonNode lottery() {
            if (created.isEmpty()) {
                throw new IllegalStateException("not created, as far as the operator knows");
            }
            return created.getFirst().body();
        }

        private static void keep(List<Http.Answer> answers, Http.Answer answer) {
            if (answer.status() < 300) {
                answers.add(answer);
            }
        }

        @Override
        public void settle() {
            create();
            String state = operator.finds(lottery()).body().path("state").asText();
            if (state.equals("draft")) {
                assertThat(operator.pushes(lottery()).status()).isEqualTo(200);
            }
            if (!state.equals("void")) {
                start();
            }
            makeVoid();
        }

        @Override
        public void check(Calls.Fault fault, String call) {
            JsonNode lottery = operator.finds(lottery()).body();
            LotteryId id = new LotteryId(lottery.path("id").asText());
            assertThat(lottery.path("state").asText()).isEqualTo("void");
            assertThat(lottery.at("/voided/words").asText()).isEqualTo("words");
            assertThat(world.item(LotteryItems.TABLE, "ROOM#" + room, "COUNT")
                            .get("n")
                            .n())
                    .isEqualTo("1");
            assertThat(created).allMatch(answer -> answer.body().path("id").equals(lottery.path("id")));
            byte[] rules = world.item(LotteryItems.TABLE, LotteryItems.rulesKey(id))
                    .get("bytes")
                    .b()
                    .asByteArray();
            assertThat(lottery.path("rulesDigest").asText()).isEqualTo(Digests.sha256Hex(rules));
            assertThat(started)
                    .as("an operator who was told of rules was told of these")
                    .allMatch(answer -> answer.body().path("rulesDigest").equals(lottery.path("rulesDigest")));
            Item running = new Item(
                    world.item(LotteryItems.TABLE, LotteryItems.runningKey(new RoomId(room), LotteryKind.COMMENT)));
            assertThat(running.instant("until"))
                    .as("another can start")
                    .isBeforeOrEqualTo(world.clock().instant());
        }
    }
}
