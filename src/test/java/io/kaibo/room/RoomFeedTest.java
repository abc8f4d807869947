package io.kaibo.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.FaultSweep;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Together;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is appended to a room's feed is there, once, whatever other writers and faults do. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class RoomFeedTest {

    private static final RoomId ROOM = new RoomId("wx-7");
    private static final int WRITERS = 8;
    private static final int EACH = 5;

    @Inject
    World world;

    @Inject
    RoomFeed feed;

    @Inject
    FeedTable table;

    @BeforeEach
    void clean() {
        world.clean();
    }

    @Test
    void aFeedHasTheLastFiftyEntriesInTheirOrder() {
        world.clock().stop();
        assertThat(feed.find(ROOM)).isEqualTo(Feed.EMPTY);
        for (int i = 1; i <= 52; i++) {
            feed.append(ROOM, entry("id-" + i));
        }
        Feed found = feed.find(ROOM);
        assertThat(found.seq()).isEqualTo(52);
        assertThat(found.entries())
                .extracting(FeedEntry::id)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(3, 52).mapToObj(i -> "id-" + i).toList());
        FeedEntry last = found.entries().getLast();
        assertThat(last.type()).isEqualTo(FeedType.LOTTERY);
        assertThat(last.values()).containsExactly(Map.entry("state", "drawn"));
        assertThat(last.at()).isEqualTo(world.clock().instant().truncatedTo(ChronoUnit.MILLIS));
        assertThat(feed.find(new RoomId("wx-8"))).isEqualTo(Feed.EMPTY);
    }

    @Test
    void anEntryThatIsKeptIsNotAppendedAgain() {
        feed.append(ROOM, entry("id-1"));
        feed.append(ROOM, entry("id-2"));
        Calls.reset();
        feed.append(ROOM, entry("id-1"));
        assertThat(Calls.writes()).isZero();
        assertThat(ids()).containsExactly("id-1", "id-2");
    }

    /** Half of the entries' bytes are in the names and values, as the longest have them. */
    @Test
    void aFullFeedOfTheLongestEntriesStaysSmall() {
        for (int i = 10; i < 60; i++) {
            feed.append(ROOM, NewFeedEntry.of(FeedType.LOTTERY, "id-" + i).withCut("text", "x".repeat(300)));
        }
        AttributeValue entries =
                world.item(FeedTable.TABLE, FeedTable.key(ROOM)).get("entries");
        assertThat(entries.l()).hasSize(50);
        assertThat(entries.l().stream().mapToInt(RoomFeedTest::countBytes).sum())
                .isLessThan(20 * 1024);
    }

    /** As DynamoDB counts a map: three bytes, and of each attribute its name, its value and one more byte. */
    private static int countBytes(AttributeValue map) {
        return 3
                + map.m().entrySet().stream()
                        .mapToInt(entry -> entry.getKey().length() + 1 + countValue(entry.getValue()))
                        .sum();
    }

    private static int countValue(AttributeValue value) {
        if (value.hasM()) {
            return countBytes(value);
        }
        return value.s() == null ? value.n().length() / 2 + 2 : value.s().length();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofTwoAppendsAtOnceNoneIsLost(boolean kept) {
        feed.append(ROOM, entry("id-1"));
        AtomicInteger reads = new AtomicInteger();
        Calls.afterEach(call -> {
            if (call.equals("DynamoDb.GetItem") && reads.getAndIncrement() == 0) {
                feed.append(ROOM, entry("between"));
            }
        });
        if (!kept) {
            Calls.rewrite(Conditions.stripping(FeedTable.SEEN));
        }
        feed.append(ROOM, entry("id-2"));
        assertThat(ids().contains("between")).isEqualTo(kept);
        assertThat(ids()).contains("id-1", "id-2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void manyWritersLoseNothing(boolean kept) throws Exception {
        if (!kept) {
            Calls.rewrite(Conditions.stripping(FeedTable.SEEN));
        }
        List<Callable<Void>> writers = IntStream.range(0, WRITERS)
                .<Callable<Void>>mapToObj(writer -> () -> {
                    for (int i = 0; i < EACH; i++) {
                        feed.append(ROOM, entry("id-" + writer + "-" + i));
                        feed.append(ROOM, entry("id-" + writer + "-" + i));
                    }
                    return null;
                })
                .toList();
        Together.run(writers);
        Calls.reset();
        Feed found = table.find(ROOM);
        if (kept) {
            assertThat(found.seq()).isEqualTo(WRITERS * EACH);
            assertThat(ids()).hasSize(WRITERS * EACH).doesNotHaveDuplicates();
        } else {
            assertThat(ids().stream().distinct()).hasSizeLessThan(WRITERS * EACH);
        }
    }

    @Test
    void anAppendEndsIfOthersAreFasterEachTime() {
        AtomicInteger other = new AtomicInteger();
        Calls.afterEach(call -> {
            if (call.equals("DynamoDb.GetItem")) {
                Feed seen = new Feed(other.get(), List.of());
                table.write(ROOM, seen, new Feed(other.incrementAndGet(), List.of()));
            }
        });
        assertThatThrownBy(() -> feed.append(ROOM, entry("id-1"))).isInstanceOf(FeedBusyException.class);
    }

    @Test
    void noFaultLosesAnEntryOrHasItTwice() throws Exception {
        FaultSweep.Report report = FaultSweep.over("appending to a feed", new Appending());
        assertThat(report.broken()).isEmpty();
        assertThat(report.points()).isGreaterThanOrEqualTo(report.calls() * Calls.Fault.ALL);
    }

    private final class Appending implements FaultSweep.Flow {

        @Override
        public void prepare() {
            world.clean();
        }

        @Override
        public List<FaultSweep.Invocation> events() {
            return List.of(() -> feed.append(ROOM, entry("id-1")), () -> feed.append(ROOM, entry("id-2")));
        }

        @Override
        public void settle() {
            feed.append(ROOM, entry("id-1"));
            feed.append(ROOM, entry("id-2"));
        }

        @Override
        public void check(Calls.Fault fault, String call) {
            assertThat(ids()).containsExactlyInAnyOrder("id-1", "id-2");
            assertThat(table.find(ROOM).seq()).isEqualTo(2);
        }
    }

    private List<String> ids() {
        return table.find(ROOM).entries().stream().map(FeedEntry::id).toList();
    }

    private static NewFeedEntry entry(String id) {
        return NewFeedEntry.of(FeedType.LOTTERY, id).with("state", "drawn");
    }
}
