package io.kaibo.lottery.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.person.LocalPersons;
import io.kaibo.testing.Http;
import io.kaibo.testing.Story;
import io.kaibo.testing.StoryPart;
import jakarta.inject.Singleton;

/** A lottery is planned, started without the shop's staff and made void, and what fails in between. */
@Singleton
class LotteryAdminStory implements StoryPart {

    private final LotteryOperator operator;
    private final Http http;

    LotteryAdminStory(LotteryOperator operator, Http http) {
        this.operator = operator;
        this.http = http;
    }

    @Override
    public void play(Story story) {
        String staff = story.addViewer("viewerOfTheStaff");
        story.recordAnswer(http.call("PUT", "/admin/lotteries/staff")
                .asOperator()
                .json("{\"persons\":[\"" + LocalPersons.of(staff) + "\"]}")
                .send());
        story.expectName(LotteryItems.TABLE, staff);
        String room = operator.room(101);
        JsonNode draft = story.recordAnswer(operator.creates(room, "lottery-of-the-story"))
                .body();
        story.doWhileFailing(
                "DynamoDb.TransactWriteItems", () -> story.recordAnswer(operator.startsPastTheRoomsEnd(draft)));
        story.recordAnswer(operator.startsPastTheRoomsEnd(draft));
        story.recordAnswer(operator.finds(draft));
        story.recordAnswer(operator.makesVoid(draft, "奖品写错了"));
        story.recordAnswer(http.get("/admin/lotteries/staff").asOperator().send());
    }
}
