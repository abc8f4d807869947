package io.kaibo.room.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaibo.room.Announcement;
import io.kaibo.room.Operator;
import io.kaibo.room.Sync;
import io.kaibo.room.sync.SyncReport;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A room that starts in an hour, and whose subscribers are to know half an hour before. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class StartingSoonTest {

    private static final String HALF_AN_HOUR = "{\"announce\":true,\"startingSoonMinutes\":30}";

    @Inject
    Sync sync;

    @Inject
    Operator operator;

    @Inject
    World world;

    @Inject
    Http http;

    private long room;
    private Instant start;

    @BeforeEach
    void aRoom() {
        world.clean();
        start = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofHours(1));
        room = world.sandbox()
                .createRoom(Map.of("live_status", 102, "start_time", start.getEpochSecond()))
                .roomid();
        sync.recent();
        operator.sets(room, HALF_AN_HOUR);
        Calls.reset();
    }

    @Test
    void aStartIsPublishedOnceWhenItsTimeHasComeAndNotBefore() {
        after(29);
        assertThat(sync.recent().soon()).isZero();
        assertThat(Calls.writes()).isZero();
        assertThat(world.takeMessages(Announcement.QUEUE)).isEmpty();

        after(2);
        SyncReport report = sync.recent();
        assertThat(report).extracting(SyncReport::soon, SyncReport::changed).containsExactly(1, 1);
        assertPublishedFor(start);
        assertThat(Instant.parse(http.get("/admin/rooms/wx-" + room)
                        .asOperator()
                        .to("room-admin")
                        .body()
                        .at("/room/startingSoonPublishedFor")
                        .asText()))
                .isEqualTo(start);

        Calls.reset();
        after(1);
        assertThat(sync.recent().soon()).isZero();
        assertThat(sync.whole().soon()).isZero();
        assertThat(Calls.writes()).isZero();
        assertThat(world.takeMessages(Announcement.QUEUE)).isEmpty();
    }

    @Test
    void aWholePassPublishesAStartToo() {
        after(31);
        assertThat(sync.whole().soon()).isEqualTo(1);
        assertPublishedFor(start);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"announce\":true}", "{\"announce\":false,\"startingSoonMinutes\":30}"})
    void aStartIsNotPublishedIfNoOperatorSetIt(String settings) {
        operator.sets(room, settings);
        after(31);
        Calls.reset();
        assertThat(sync.recent().soon()).isZero();
        assertThat(Calls.writes()).isZero();
        assertThat(world.takeMessages(Announcement.QUEUE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"101, 1", "106, 0", "107, 0"})
    void aStartIsNotPublishedOfARoomThatHasBegunOrIsOver(int status, int onAir) {
        after(31);
        world.sandbox().moveRoom(room, status);
        assertThat(sync.recent().soon()).isZero();
        assertThat(sync.recent().soon()).isZero();
        assertThat(world.takeMessages(Announcement.QUEUE))
                .hasSize(onAir)
                .allSatisfy(message -> assertThat(message.path("kind").asText()).isEqualTo("on-air"));
    }

    @Test
    void aStartIsNotPublishedOnceItHasPassed() {
        after(61);
        assertThat(sync.recent().soon()).isZero();
        assertThat(Calls.writes()).isZero();
    }

    @Test
    void aStartThatIsPutOffAfterwardsIsPublishedAgain() {
        after(31);
        sync.recent();
        assertPublishedFor(start);
        Instant later = moved(Duration.ofHours(2));
        sync.recent();
        sync.recent();
        Calls.reset();
        sync.recent();
        assertThat(Calls.writes()).isZero();
        after(118);
        assertThat(sync.recent().soon()).isZero();
        after(2);
        assertThat(sync.recent().soon()).isEqualTo(1);
        assertPublishedFor(later);
    }

    @Test
    void aStartThatIsMovedIntoItsTimeIsPublishedOnceItsHeadHasIt() {
        Instant earlier = moved(Duration.ofMinutes(-40));
        sync.recent();
        sync.recent();
        assertPublishedFor(earlier);
    }

    @Test
    void aStartThatIsMovedAwayAndBackIsPublishedAgain() {
        after(31);
        sync.recent();
        assertPublishedFor(start);
        moved(Duration.ofHours(2));
        sync.recent();
        moved(Duration.ZERO);
        sync.recent();
        sync.recent();
        assertPublishedFor(start);
    }

    @Test
    void oneOfTwoSyncsAtOncePublishes() {
        after(31);
        before(1, sync::recent);
        assertPublishedFor(start);
    }

    @Test
    void withoutTheConditionTwoSyncsAtOnceBothPublish() {
        Calls.rewrite(Conditions.stripping(SoonTable.DUE));
        after(31);
        before(1, sync::recent);
        assertThat(world.takeMessages(Announcement.QUEUE)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"announce\":true}", "{\"announce\":false,\"startingSoonMinutes\":30}"})
    void aStartThatTheOperatorTurnsOffIsNotPublished(String settings) {
        after(31);
        before(1, () -> operator.sets(room, settings));
        assertThat(world.takeMessages(Announcement.QUEUE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"announce\":true}", "{\"announce\":false,\"startingSoonMinutes\":30}"})
    void withoutTheConditionAStartThatTheOperatorTurnsOffIsPublished(String settings) {
        Calls.rewrite(Conditions.stripping(SoonTable.DUE));
        after(31);
        before(1, () -> operator.sets(room, settings));
        assertThat(world.takeMessages(Announcement.QUEUE)).hasSize(1);
    }

    @Test
    void aSyncThatReadTheStartBeforeItWasPutOffDoesNotPublishIt() {
        putOffAfterItWasRead();
        assertThat(world.takeMessages(Announcement.QUEUE)).isEmpty();
    }

    @Test
    void withoutTheConditionAnOldReadingOfTheStartIsPublished() {
        Calls.rewrite(Conditions.stripping(SoonTable.DUE));
        putOffAfterItWasRead();
        assertThat(world.takeMessages(Announcement.QUEUE)).hasSize(1);
    }

    @Test
    void aStartThatItsWriterDidNotPublishIsPublishedByAnotherSyncWhenTheLeaseEnds() {
        aWriterCrashes();
        after(2);
        assertThat(sync.recent().soon()).isZero();
        after(2);
        assertThat(sync.recent().soon()).isEqualTo(1);
        assertThat(sync.recent().soon()).isZero();
        assertPublishedFor(start);
    }

    @Test
    void aStartThatWasNotPublishedInTimeIsNotPublishedLater() {
        aWriterCrashes();
        after(30);
        assertThat(sync.recent().soon()).isZero();
        assertThat(world.takeMessages(Announcement.QUEUE)).isEmpty();
    }

    @Test
    void oneOfTwoSyncsThatFindTheSameLapsedLeasePublishes() {
        aWriterCrashes();
        after(4);
        before(1, sync::recent);
        assertPublishedFor(start);
    }

    @Test
    void withoutTheConditionBothTakeItOver() {
        aWriterCrashes();
        after(4);
        Calls.rewrite(Conditions.stripping(SoonTable.STILL_LAPSED));
        before(1, sync::recent);
        assertThat(world.takeMessages(Announcement.QUEUE)).hasSize(2);
    }

    @Test
    void publishingAStartLateDoesNotEndTheLeaseOfAnother() {
        Instant later = publishedWhileTheWriterOfAnotherStartCrashes();
        assertThat(sync.recent().soon()).isEqualTo(1);
        assertPublishedFor(later);
    }

    @Test
    void withoutTheConditionTheOtherWouldBeLost() {
        Calls.rewrite(Conditions.stripping(SoonTable.OF_THIS_START));
        publishedWhileTheWriterOfAnotherStartCrashes();
        assertThat(sync.recent().soon()).isZero();
        assertThat(world.takeMessages(Announcement.QUEUE)).isEmpty();
    }

    @Test
    void forgettingAStartLateDoesNotForgetTheNextOne() {
        forgottenWhileTheNextIsPublished();
        assertThat(sync.recent().soon()).isZero();
    }

    @Test
    void withoutTheConditionTheNextWouldBePublishedTwice() {
        Calls.rewrite(Conditions.stripping(SoonTable.POSTPONED));
        forgottenWhileTheNextIsPublished();
        assertThat(sync.recent().soon()).isEqualTo(1);
    }

    private void putOffAfterItWasRead() {
        after(31);
        before(1, () -> {
            moved(Duration.ofHours(2));
            sync.recent();
        });
    }

    private void aWriterCrashes() {
        after(31);
        crashAtTheSending(1);
        assertThatThrownBy(sync::recent).isNotNull();
        Calls.reset();
        assertThat(world.takeMessages(Announcement.QUEUE)).isEmpty();
    }

    /** Between sending and writing so it stalls; by the time it goes on, the next start's lease has lapsed. */
    private Instant publishedWhileTheWriterOfAnotherStartCrashes() {
        after(31);
        crashAtTheSending(2);
        before(2, () -> {
            moved(Duration.ofMinutes(-10));
            sync.recent();
            assertThatThrownBy(sync::recent).isNotNull();
        });
        Calls.reset(); // the stripping too: what it was to do is done
        assertPublishedFor(start);
        after(4);
        return start.minus(Duration.ofMinutes(10));
    }

    /** A sync is about to forget a start, and stalls until another has published the next one. */
    private void forgottenWhileTheNextIsPublished() {
        after(31);
        sync.recent();
        moved(Duration.ofHours(2));
        sync.recent();
        world.takeMessages(Announcement.QUEUE);
        before(1, () -> {
            after(120);
            assertThat(sync.recent().soon()).isEqualTo(1);
        });
    }

    /** A sync, before whose n-th write something else happens. */
    private void before(int write, Runnable somethingElse) {
        long writesSoFar = Calls.count("DynamoDb.UpdateItem");
        AtomicBoolean happened = new AtomicBoolean();
        Calls.listen(call -> {
            if (call.equals("DynamoDb.UpdateItem")
                    && Calls.count("DynamoDb.UpdateItem") == writesSoFar + write
                    && happened.compareAndSet(false, true)) {
                somethingElse.run();
            }
        });
        sync.recent();
        assertThat(happened).isTrue();
    }

    private void crashAtTheSending(int message) {
        Calls.listen(call -> {
            if (call.equals("Sqs.SendMessage") && Calls.count("Sqs.SendMessage") == message) {
                throw new IllegalStateException("the writer is gone");
            }
        });
    }

    private void after(int minutes) {
        world.clock().advance(Duration.ofMinutes(minutes));
    }

    /** WeChat has it start so much later than planned at first. */
    private Instant moved(Duration by) {
        Instant moved = start.plus(by);
        world.sandbox().editRoom(room, Map.of("start_time", moved.getEpochSecond()));
        return moved;
    }

    private void assertPublishedFor(Instant startsAt) {
        assertThat(world.takeMessages(Announcement.QUEUE)).singleElement().satisfies(message -> {
            assertThat(message.path("roomId").asText()).isEqualTo("wx-" + room);
            assertThat(message.path("kind").asText()).isEqualTo("starting-soon");
            assertThat(Instant.parse(message.path("notAfter").asText())).isEqualTo(startsAt);
        });
    }
}
