package io.kaibo.lottery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.kaibo.lottery.admin.LotteryOperator;
import io.kaibo.lottery.pass.DrawnLotteries;
import io.kaibo.lottery.pass.Pass;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.prize.Winner;
import io.kaibo.lottery.tell.LotteriesToTell;
import io.kaibo.person.PeopleItems;
import io.kaibo.room.RoomFeed;
import io.kaibo.room.RoomId;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.Exhaustive;
import io.kaibo.testing.FaultSweep;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.OneCallAfterTheOther;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/**
 * Every single fault of a whole lottery: it is created, started and entered, frozen and drawn, its winners are told, one of them claims and
 * the prize of the other is passed on. Clients send a request again whose answer they did not get.
 */
@QuarkusTest
@TestProfile(OneCallAfterTheOther.class)
@WithTestResource(LocalServers.class)
class LotteryFaultsTest {

    private static final List<String> VIEWERS = List.of("o-1", "o-2", "o-3");

    /** The viewer who enters by the function. */
    private static final String ENTRANT = VIEWERS.getFirst();

    /** In place of an answer that did not come. */
    private static final JsonNode NOT_TOLD = MissingNode.getInstance();

    private static final int PRIZES = 2;
    private static final int MOST_TRIES = 3;

    /** Gates and shards: a fault of the last of so many equal calls is tried, each other one in the sweep over the draw. */
    private static final int LONGEST_RUN = 1;

    /** A run takes a second, and each part of the flow has a sweep with every call, or every fault. */
    private static final int ONE_OF = Exhaustive.size(1, 24);

    @Inject
    World world;

    @Inject
    LotteryOperator operator;

    @Inject
    Lotteries entries;

    @Inject
    RunningLotteries lotteries;

    @Inject
    DrawnLotteries drawn;

    @Inject
    Prizes prizes;

    @Inject
    LotteriesToTell telling;

    @Inject
    PeopleItems peopleItems;

    @Inject
    PublishedProofs proofs;

    @Inject
    LotteryMapping mapping;

    @Inject
    Deliveries deliveries;

    @Inject
    RoomFeed feed;

    @Test
    void noSingleFaultBreaksAPromise() throws Exception {
        FaultSweep.Report report = FaultSweep.overSome("a whole lottery", new WholeLottery(), LONGEST_RUN, ONE_OF);
        assertThat(report.broken()).isEmpty();
        assertThat(report.calls()).isGreaterThan(2 * LotteryItems.SHARDS);
    }

    private final class WholeLottery implements FaultSweep.Flow {

        private int runs;
        private String room = "";
        private String key = "";
        private JsonNode created = NOT_TOLD;
        private JsonNode started = NOT_TOLD;
        private JsonNode entered = NOT_TOLD;
        private JsonNode claimed = NOT_TOLD;
        private String claimant = "";

        @Override
        public void prepare() {
            telling.clean();
            // what an instance knows for some seconds, it knows in each run
            world.clock().stop();
            VIEWERS.forEach(viewer -> world.sandbox().accept(viewer, LotteriesToTell.TEMPLATE, 2));
            peopleItems.remember(VIEWERS);
            room = operator.room(101);
            // a lottery's id follows from both, and instances keep what is published under an id
            key = "a-whole-lottery-" + runs++;
            // the functions open their connections and read their secrets now, and not within the flow
            operator.creates("wx-404", "a-connection", plan());
            post(entries.start(Lotteries.forLikes()));
            prizes.claim(prizes.draw(), ENTRANT, "{}");
            created = NOT_TOLD;
            started = NOT_TOLD;
            entered = NOT_TOLD;
            claimed = NOT_TOLD;
            claimant = "";
        }

        private JsonNode plan() {
            return world.tree(mapping.write(DrawnLotteries.plan(PRIZES, 1, Prize.Redemption.ADDRESS)));
        }

        @Override
        public List<FaultSweep.Invocation> events() {
            return List.of(
                    this::create,
                    this::create,
                    this::start,
                    this::start,
                    this::enter,
                    this::enter,
                    this::step,
                    () -> drawn.pass(RunningLotteries.UNTIL_FREEZE),
                    this::step,
                    () -> makeUpFor(() -> lotteries.find(id()).state() == LotteryState.FROZEN),
                    () -> drawn.pass(Duration.ofSeconds(40)),
                    this::step,
                    () -> makeUpFor(this::areWinnersTold),
                    this::claim,
                    this::claim,
                    this::passDeadline,
                    this::step);
        }

        private void create() {
            if (created == NOT_TOLD) {
                created = told(operator.creates(room, key, plan()));
            }
        }

        private void start() {
            if (started == NOT_TOLD) {
                started = told(operator.starts(created));
            }
        }

        private void enter() {
            if (entered == NOT_TOLD) {
                lotteries.enter(id(), VIEWERS.subList(1, VIEWERS.size()), LotteriesToTell.TEMPLATE);
                entered = told(post(id()));
            }
        }

        private void claim() {
            if (claimed == NOT_TOLD) {
                claimant = openidOf(drawn.ranks(id()).getFirst());
                claimed = told(prizes.claim(id(), claimant, Prizes.ADDRESS));
            }
        }

        private static JsonNode told(Http.Answer answer) {
            return answer.status() < 300 ? answer.body() : NOT_TOLD;
        }

        private LotteryId id() {
            return new LotteryId(created.path("id").asText());
        }

        private void step() {
            drawn.sweep();
            deliveries.round("lottery-draw", Deliveries.How.ONCE);
        }

        /** A lease that a crash left lapses. */
        private void makeUpFor(BooleanSupplier done) {
            for (int i = 0; i < MOST_TRIES && !done.getAsBoolean(); i++) {
                drawn.pass(Duration.ofMinutes(6));
                step();
            }
        }

        private boolean areWinnersTold() {
            return drawn.winners(id()).size() == PRIZES
                    && drawn.winners(id()).stream()
                            .noneMatch(winner -> sendState(winner).equals("waiting"));
        }

        private void passDeadline() {
            Instant deadline = drawn.winners(id()).getFirst().deadline();
            drawn.pass(Duration.between(world.clock().instant(), deadline.plusSeconds(36)));
        }

        @Override
        public void settle() {
            for (int i = 0; i < MOST_TRIES; i++) {
                drawn.pass(Duration.ofMinutes(6));
                step();
            }
            assertThat(world.takeMessages(LotteryStep.QUEUE)).isEmpty();
        }

        @Override
        public void check(Calls.Fault fault, String call) {
            List<Alias> ranks = proofs.verify(id());
            assertThat(ranks).hasSize(VIEWERS.size()).contains(Lotteries.alias(id(), ENTRANT));
            assertThat(entered.path("alias").asText())
                    .isEqualTo(Lotteries.alias(id(), ENTRANT).text());
            assertThat(lotteries.find(id()).rulesDigest())
                    .as("the rules that the operator was told")
                    .isEqualTo(started.path("rulesDigest").asText());
            assertThat(world.item(LotteryItems.TABLE, LotteryItems.countKey(new RoomId(room)))
                            .get("n")
                            .n())
                    .isEqualTo("1");
            assertThat(feed.find(new RoomId(room)).entries())
                    .extracting(entry -> entry.values().get("state"))
                    .containsExactly("running", "frozen", "drawn");
            assertThat(drawn.winners(id()))
                    .extracting(Winner::alias, Winner::slot, Winner::state)
                    .containsExactly(
                            tuple(ranks.get(0), 0, PrizeState.CLAIMED),
                            tuple(ranks.get(1), 1, PrizeState.LAPSED),
                            tuple(ranks.get(2), 1, PrizeState.OFFERED));
            assertThat(drawn.passes(id()))
                    .extracting(Pass::number, Pass::slot, Pass::from, Pass::to)
                    .containsExactly(tuple(1, 1, ranks.get(1), ranks.get(2)));
            assertThat(claimed.path("state").asText()).isEqualTo("claimed");
            assertThat(prizes.telephone(id(), claimant)).isEqualTo("13812345678");
            checkMessages(call);
        }

        private void checkMessages(String call) {
            int unknown = 0;
            for (Winner winner : drawn.winners(id())) {
                long received = telling.received().getOrDefault(openidOf(winner.alias()), 0L);
                if (sendState(winner).equals("sent")) {
                    assertThat(received).isEqualTo(1);
                } else {
                    assertThat(sendState(winner)).isEqualTo("unknown");
                    assertThat(received).isLessThanOrEqualTo(1);
                    unknown++;
                }
            }
            assertThat(unknown)
                    .as("a send is lost by a fault of the send, or of what is written of it")
                    .isLessThanOrEqualTo(call.contains("WeChat.") || call.equals("DynamoDb.UpdateItem") ? 1 : 0);
        }

        private String sendState(Winner winner) {
            return prizes.winner(id(), openidOf(winner.alias())).text("sendState");
        }

        private String openidOf(Alias alias) {
            return VIEWERS.stream()
                    .filter(viewer -> lotteries.alias(id(), viewer).equals(alias))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Http.Answer post(LotteryId id) {
        return entries.enter(id, ENTRANT, "{\"templateId\":\"" + LotteriesToTell.TEMPLATE + "\"}");
    }
}
