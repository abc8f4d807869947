package io.kaibo.lottery.entry;

import io.kaibo.lottery.Lotteries;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.testing.Story;
import io.kaibo.testing.StoryPart;
import jakarta.inject.Singleton;
import java.util.List;

/** Viewers enter, look, and check, and calls fail in between. */
@Singleton
class EntryStory implements StoryPart {

    private final Lotteries lotteries;

    EntryStory(Lotteries lotteries) {
        this.lotteries = lotteries;
    }

    @Override
    public void play(Story story) {
        String enters = story.addViewer("viewerWhoEnters");
        String wonBefore = story.addViewer("viewerWhoWonBefore");
        String late = story.addViewer("viewerWhoIsLate");
        String staff = story.addViewer("viewerOfTheOtherStaff");
        LotteryId id = lotteries.start(Lotteries.forComments("开播"), staff);
        for (String viewer : List.of(enters, wonBefore)) {
            for (String call : List.of("DynamoDb.GetItem", "DynamoDb.UpdateItem")) {
                story.doWhileFailing(call, () -> enter(story, id, viewer, "开播"));
            }
            enter(story, id, viewer, "开播");
            story.expectName(LotteryItems.TABLE, viewer);
        }
        enter(story, id, enters, "播");
        enter(story, id, staff, "开播");
        lotteries.closeGates(id);
        enter(story, id, late, "开播");
        lotteries.freeze(id, wonBefore);
        lotteries.draw(id);
        for (String viewer : List.of(enters, wonBefore, late, staff)) {
            story.recordAnswer(
                    story.as(viewer, "GET", "/lotteries/" + id + "/me").to("lottery-api"));
        }
        for (String rest : List.of("", "/proof")) {
            story.recordAnswer(lotteries.get(id, rest));
        }
    }

    private static void enter(Story story, LotteryId id, String viewer, String text) {
        story.recordAnswer(story.as(viewer, "POST", "/lotteries/" + id + "/entries")
                .json("{\"text\":\"" + text + "\"}")
                .to("lottery-api"));
    }
}
