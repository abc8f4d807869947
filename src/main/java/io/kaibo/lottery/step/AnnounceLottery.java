package io.kaibo.lottery.step;

import io.kaibo.aws.Metrics;
import io.kaibo.aws.Words;
import io.kaibo.lottery.Lottery;
import io.kaibo.room.FeedType;
import io.kaibo.room.NewFeedEntry;
import io.kaibo.room.RoomFeed;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Tells a room's feed which state a lottery is in. Only {@code lottery-draw} does so. A state that is in the feed is not told once more:
 * the entry's id names the lottery and the state.
 */
@Singleton
class AnnounceLottery {

    private static final Logger LOG = Logger.getLogger(AnnounceLottery.class);

    private final RoomFeed feed;

    AnnounceLottery(RoomFeed feed) {
        this.feed = feed;
    }

    /** False if the feed cannot be written now; the entry may be there all the same. */
    boolean announce(Lottery lottery, Metrics.Line line) {
        try {
            feed.append(lottery.room(), entry(lottery));
            return true;
        } catch (RuntimeException e) {
            LOG.warnf(e, "the feed was not told that lottery %s is %s", lottery.id(), Words.of(lottery.state()));
            line.count(LotteryMetric.FEED_FAILED, 1);
            return false;
        }
    }

    private static NewFeedEntry entry(Lottery lottery) {
        String state = Words.of(lottery.state());
        NewFeedEntry entry = NewFeedEntry.of(FeedType.LOTTERY, "lottery-" + lottery.id() + "-" + state)
                .with("lotteryId", lottery.id().value())
                .with("state", state);
        return switch (lottery.state()) {
            case RUNNING ->
                entry.with("rulesDigest", Objects.requireNonNull(lottery.rulesDigest()))
                        .with(
                                "closesAt",
                                Objects.requireNonNull(lottery.closesAt()).toString())
                        .with("kind", Words.of(lottery.plan().kind()))
                        .withCut("title", lottery.plan().title());
            case FROZEN ->
                entry.with("frozenDigest", Objects.requireNonNull(lottery.frozenDigest()))
                        .with("round", Long.toString(Objects.requireNonNull(lottery.round())));
            case VOID ->
                entry.with(
                        "reason",
                        Words.of(Objects.requireNonNull(lottery.voided()).reason()));
            case DRAWN -> entry;
            case DRAFT, READY -> throw new IllegalArgumentException("a lottery that no viewer sees");
        };
    }
}
