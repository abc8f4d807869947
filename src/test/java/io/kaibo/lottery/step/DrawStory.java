package io.kaibo.lottery.step;

import io.kaibo.drand.DrandConfig;
import io.kaibo.local.LocalLambda;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryStep;
import io.kaibo.lottery.RunningLotteries;
import io.kaibo.room.RoomId;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.Story;
import io.kaibo.testing.StoryPart;
import io.kaibo.testing.World;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A lottery is frozen and drawn, calls fail in between, and a message that is no step is given up. */
@Singleton
class DrawStory implements StoryPart {

    private static final int ROUNDS = 20;

    private final RunningLotteries lotteries;
    private final Deliveries deliveries;
    private final LocalLambda lambda;
    private final DrandConfig drand;
    private final World world;

    DrawStory(RunningLotteries lotteries, Deliveries deliveries, LocalLambda lambda, DrandConfig drand, World world) {
        this.lotteries = lotteries;
        this.deliveries = deliveries;
        this.lambda = lambda;
        this.drand = drand;
        this.world = world;
    }

    @Override
    public void play(Story story) {
        List<String> viewers = List.of(story.addViewer("viewerWhoWins"), story.addViewer("viewerWhoTakesPart"));
        LotteryId id = lotteries.start(new RoomId("wx-71"), RunningLotteries.plan(2, 0, null), drand.currentChain());
        lotteries.enter(id, viewers);
        viewers.forEach(viewer -> story.expectName(LotteryItems.TABLE, viewer));
        world.clock().advance(RunningLotteries.UNTIL_FREEZE);
        for (String call : List.of("DynamoDb.Query", "DynamoDb.TransactWriteItems", "Kms.Decrypt")) {
            sweep();
            story.doWhileFailing(call, this::deliver);
            world.clock().advance(Duration.ofMinutes(1));
        }
        for (int step = 0; step < 3; step++) {
            world.clock().advance(Duration.ofMinutes(1));
            world.drand().advance(Duration.ofMinutes(9));
            sweep();
            deliver();
        }
        world.sendMessage(LotteryStep.QUEUE, "{\"lottery\":null}");
        deliver();
        world.sendMessage(LotteryStep.QUEUE, "{\"lottery\":\"" + id + "\"}");
    }

    private void sweep() {
        lambda.invoke("lottery-sweep", "{}".getBytes(StandardCharsets.UTF_8));
    }

    private void deliver() {
        deliveries.untilEmpty("lottery-draw", Deliveries.How.ONCE, ROUNDS);
    }
}
