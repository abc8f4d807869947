package io.kaibo.lottery.step;

import io.kaibo.drand.DrandConfig;
import io.kaibo.local.LocalLambda;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryStep;
import io.kaibo.lottery.RunningLotteries;
import io.kaibo.room.RoomId;
import io.kaibo.sandbox.Fault;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.Http;
import io.kaibo.testing.Story;
import io.kaibo.testing.StoryPart;
import io.kaibo.testing.World;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A lottery is frozen and drawn, its winners are told, calls fail in between, and a message that is no step is given up. */
@Singleton
class DrawStory implements StoryPart {

    private static final int ROUNDS = 20;
    private static final String TEMPLATE = "result-of-the-story";
    private static final String SEND = "/cgi-bin/message/subscribe/send";

    private final RunningLotteries lotteries;
    private final Deliveries deliveries;
    private final LocalLambda lambda;
    private final DrandConfig drand;
    private final World world;
    private final Http http;

    DrawStory(
            RunningLotteries lotteries,
            Deliveries deliveries,
            LocalLambda lambda,
            DrandConfig drand,
            World world,
            Http http) {
        this.lotteries = lotteries;
        this.deliveries = deliveries;
        this.lambda = lambda;
        this.drand = drand;
        this.world = world;
        this.http = http;
    }

    @Override
    public void play(Story story) {
        List<String> viewers = List.of(story.addViewer("viewerWhoWins"), story.addViewer("viewerWhoTakesPart"));
        world.sandbox().putTemplate(TEMPLATE, List.of("thing1"));
        story.recordAnswer(http.call("PUT", "/admin/lotteries/templates/" + TEMPLATE)
                .asOperator()
                .json("{\"page\":\"pages/lottery\",\"fields\":{\"thing1\":{\"prize\":\"name\"}}}")
                .to("lottery-admin"));
        viewers.forEach(viewer -> world.sandbox().accept(viewer, TEMPLATE, 2));
        LotteryId id = lotteries.start(new RoomId("wx-71"), RunningLotteries.plan(2, 0, null), drand.currentChain());
        lotteries.enter(id, viewers, TEMPLATE);
        viewers.forEach(viewer -> story.expectName(LotteryItems.TABLE, viewer));
        world.clock().advance(RunningLotteries.UNTIL_FREEZE);
        for (String call : List.of("DynamoDb.Query", "DynamoDb.TransactWriteItems", "Kms.Decrypt")) {
            sweep();
            story.doWhileFailing(call, this::deliver);
            world.clock().advance(Duration.ofMinutes(1));
        }
        world.sandbox().fault(SEND, new Fault.Refuse(45999), 0, 2);
        world.sandbox().fault(SEND, new Fault.Refuse(47003), 2, 1);
        world.sandbox().fault(SEND, new Fault.DropAfter(), 3, 1);
        for (int step = 0; step < 3; step++) {
            world.clock().advance(Duration.ofMinutes(1));
            world.drand().advance(Duration.ofMinutes(9));
            sweep();
            deliver();
        }
        for (int telling = 0; telling < 3; telling++) {
            world.clock().advance(Duration.ofMinutes(16));
            sweep();
            deliver();
        }
        story.recordAnswer(http.get("/admin/lotteries/" + id).asOperator().to("lottery-admin"));
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
