package io.kaibo.lottery.export;

import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.testing.Story;
import io.kaibo.testing.StoryPart;
import jakarta.inject.Singleton;

/** A winner's address is exported, and what fails in between. */
@Singleton
class ExportStory implements StoryPart {

    private final ClaimedPrizes prizes;

    ExportStory(ClaimedPrizes prizes) {
        this.prizes = prizes;
    }

    @Override
    public void play(Story story) {
        String winner = story.addViewer("viewerWhoClaimed");
        LotteryId id = prizes.drawn();
        prizes.claim(id, winner, 0, ClaimedPrizes.ADDRESS);
        story.expectName(LotteryItems.TABLE, winner);
        story.doWhileFailing("Kms.Decrypt", () -> story.recordAnswer(prizes.export(id)));
        story.recordAnswer(prizes.export(id));
    }
}
