package io.kaibo.lottery.claim;

import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.Prizes;
import io.kaibo.testing.Http;
import io.kaibo.testing.Story;
import io.kaibo.testing.StoryPart;
import jakarta.inject.Singleton;
import java.util.List;

/** Winners claim a prize that is sent and a code, calls fail in between, and operators look at the winners. */
@Singleton
class PrizeStory implements StoryPart {

    private static final List<String> CALLS =
            List.of("DynamoDb.TransactWriteItems", "DynamoDb.UpdateItem", "Kms.GenerateDataKey", "Kms.Decrypt");

    private final Prizes prizes;
    private final Http http;

    PrizeStory(Prizes prizes, Http http) {
        this.prizes = prizes;
        this.http = http;
    }

    @Override
    public void play(Story story) {
        String sent = story.addViewer("viewerWhoLeavesAnAddress");
        String code = story.addViewer("viewerWhoIsShownACode");
        story.addSealed("13812345678", Story.Shown.NEVER);
        story.addSealed("ZZKeYuanRoad1", Story.Shown.NEVER);
        story.addSealed("张三丰", Story.Shown.NEVER);
        story.addSealed(Prizes.CODES.get(0), Story.Shown.TO_ITS_OWNER);
        story.addSealed(Prizes.CODES.get(1), Story.Shown.NEVER);
        LotteryId id = prizes.draw();
        prizes.offer(id, sent, Prizes.SENT);
        prizes.offer(id, code, Prizes.CODE);
        for (String call : CALLS) {
            story.doWhileFailing(call, () -> claim(story, id, sent, Prizes.ADDRESS));
            story.doWhileFailing(call, () -> claim(story, id, code, "{}"));
        }
        claim(story, id, sent, Prizes.ADDRESS);
        claim(story, id, sent, Prizes.ADDRESS.replace("南山区", ""));
        claim(story, id, code, Prizes.ADDRESS);
        claim(story, id, code, "{}");
        for (String viewer : List.of(sent, code)) {
            story.recordAnswer(story.as(viewer, "GET", "/lotteries/mine").to("lottery-api"));
            story.expectName(LotteryItems.TABLE, viewer);
        }
        story.recordAnswer(
                http.get("/admin/lotteries/" + id + "/winners").asOperator().to("lottery-admin"));
    }

    private static void claim(Story story, LotteryId id, String viewer, String body) {
        story.recordAnswer(story.as(viewer, "PUT", "/lotteries/" + id + "/prize")
                .json(body)
                .to("lottery-api"));
    }
}
