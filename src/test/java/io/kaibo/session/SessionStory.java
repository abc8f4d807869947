package io.kaibo.session;

import io.kaibo.testing.Story;
import io.kaibo.testing.StoryPart;
import jakarta.inject.Singleton;

/** A viewer logs in a second time while the table of people is away, and a third time. */
@Singleton
class SessionStory implements StoryPart {

    @Override
    public void play(Story story) {
        String viewer = story.addViewer("viewerWhoLogsInAgain");
        story.doWhileFailing("DynamoDb.UpdateItem", () -> story.logIn(viewer));
        story.logIn(viewer);
    }
}
