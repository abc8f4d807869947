package io.kaibo.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Condition;
import io.kaibo.aws.WriteResult;
import io.kaibo.message.Claim;
import io.kaibo.message.ClaimResult;
import io.kaibo.message.SendState;
import io.kaibo.message.SendTable;
import io.kaibo.person.LocalPersons;
import io.kaibo.person.Person;
import io.kaibo.reminder.halt.Halt;
import io.kaibo.reminder.halt.HaltTable;
import io.kaibo.reminder.send.DispatchTable;
import io.kaibo.reminder.send.ReminderSendTable;
import io.kaibo.reminder.subscription.Subscription;
import io.kaibo.reminder.subscription.SubscriptionTable;
import io.kaibo.room.Announcement;
import io.kaibo.room.RoomId;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each condition of the tables of reminders is for: with it the promise holds, with it taken away it does not. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class ReminderConditionsTest {

    private static final RoomId ROOM = new RoomId("wx-7");
    private static final Person LIN = LocalPersons.of("o-lin");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LEASE_ENDS = NOW.plusSeconds(150);

    @Inject
    World world;

    @Inject
    SubscriptionTable subscriptions;

    @Inject
    ReminderSendTable sends;

    @Inject
    DispatchTable dispatch;

    @Inject
    HaltTable halts;

    @BeforeEach
    void subscribeLin() {
        world.clean();
        put();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSentSubscriptionIsNotPutAgain(boolean kept) {
        sends.writeSent(claim(), 1L, NOW);
        without(SubscriptionTable.ABSENT, kept);
        put();
        assertThat(stored().state()).isEqualTo(kept ? SendState.SENT : SendState.WAITING);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSubscriptionThatIsBeingSentCannotBeCancelled(boolean kept) {
        claim();
        without(SubscriptionTable.STILL_WAITING, kept);
        assertThat(subscriptions.cancel(ROOM, Announcement.Kind.ON_AIR, LIN) instanceof WriteResult.Existing)
                .isEqualTo(kept);
        assertThat(subscriptions.find(ROOM, LIN).count()).isEqualTo(kept ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneOfTwoInstancesClaimsARecipient(boolean kept) {
        Subscription seen = stored();
        claim();
        without(SendTable.TO_BE_SENT, kept);
        boolean second = sends.claim(seen, NOW, LEASE_ENDS) instanceof ClaimResult.Claimed;
        assertThat(second).isEqualTo(!kept);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRecipientWithANewTemplateIsNotClaimedForTheOldOne(boolean kept) {
        Subscription seen = stored();
        subscriptions.cancel(ROOM, Announcement.Kind.ON_AIR, LIN);
        subscriptions.put(ROOM, Announcement.Kind.ON_AIR, LIN, "another", NOW);
        without(SendTable.TO_BE_SENT, kept);
        assertThat(sends.claim(seen, NOW, LEASE_ENDS) instanceof ClaimResult.Claimed)
                .isEqualTo(!kept);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClaimThatWasGivenBackDoesNotGiveBackAnother(boolean kept) {
        Claim<Subscription> first = claim();
        sends.giveBack(first);
        claim();
        without(SendTable.MINE_TO_GIVE_BACK, kept);
        sends.giveBack(first);
        assertThat(stored().state()).isEqualTo(kept ? SendState.SENDING : SendState.WAITING);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anUnknownRecipientIsNotGivenBack(boolean kept) {
        Claim<Subscription> claim = claim();
        sends.writeLost(stored(), LEASE_ENDS);
        without(SendTable.MINE_TO_GIVE_BACK, kept);
        sends.giveBack(claim);
        assertThat(stored().state()).isEqualTo(kept ? SendState.UNKNOWN : SendState.WAITING);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerCountsForItsOwnClaimOnly(boolean kept) {
        Claim<Subscription> first = claim();
        sends.giveBack(first);
        claim();
        without(SendTable.MINE, kept);
        sends.writeNotSent(first, SendState.REFUSED, 43101, NOW);
        assertThat(stored().state()).isEqualTo(kept ? SendState.SENDING : SendState.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSendWhoseAnswerIsWrittenIsNotUnknown(boolean kept) {
        Claim<Subscription> claim = claim();
        sends.writeSent(claim, 1L, NOW);
        without(SendTable.MINE_AND_OPEN, kept);
        sends.writeUnknown(claim, NOW);
        assertThat(stored().state()).isEqualTo(kept ? SendState.SENT : SendState.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSendWhoseAnswerCameLateIsNotLost(boolean kept) {
        Claim<Subscription> claim = claim();
        Subscription seen = stored();
        sends.writeSent(claim, 1L, LEASE_ENDS);
        without(SendTable.STILL_LOST, kept);
        assertThat(sends.writeLost(seen, LEASE_ENDS)).isEqualTo(!kept);
        assertThat(stored().state()).isEqualTo(kept ? SendState.SENT : SendState.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNewerClaimIsNotCalledLostByWhatWasReadOfAnOlderOne(boolean kept) {
        Claim<Subscription> lapsed = claim();
        Subscription seen = stored();
        sends.giveBack(lapsed);
        sends.claim(stored(), LEASE_ENDS, LEASE_ENDS.plusSeconds(150));
        without(SendTable.STILL_LOST, kept);
        assertThat(sends.writeLost(seen, LEASE_ENDS)).isEqualTo(!kept);
        assertThat(stored().state()).isEqualTo(kept ? SendState.SENDING : SendState.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRecipientWhoIsBeingSentToDoesNotExpire(boolean kept) {
        Subscription seen = stored();
        claim();
        without(SendTable.WAITING, kept);
        assertThat(sends.endUnsent(seen, SendState.EXPIRED, NOW) instanceof WriteResult.Existing)
                .isEqualTo(kept);
        assertThat(stored().state()).isEqualTo(kept ? SendState.SENDING : SendState.EXPIRED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSlowDispatchDoesNotLeadAFasterOneBack(boolean kept) {
        var announcement = new Announcement(ROOM, Announcement.Kind.ON_AIR, NOW.plus(Duration.ofMinutes(30)), NOW, 0);
        dispatch.write(announcement, 3, new DispatchTable.Cut("o-2", true));
        without(DispatchTable.NOT_FURTHER, kept);
        DispatchTable.Cut found = dispatch.write(announcement, 3, new DispatchTable.Cut("o-1", false));
        assertThat(found.cutTo()).isEqualTo(kept ? "o-2" : "o-1");
        assertThat(dispatch.findCuts(announcement).get(3)).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theFirstReasonOfAHaltStays(boolean kept) {
        halts.halt(new Halt(ROOM, "first", NOW));
        without(HaltTable.NOT_HALTED, kept);
        assertThat(halts.halt(new Halt(ROOM, "second", NOW))).isEqualTo(!kept);
        assertThat(halts.findAll()).extracting(Halt::reason).isEqualTo(List.of(kept ? "first" : "second"));
    }

    private static void without(Condition condition, boolean kept) {
        if (!kept) {
            Calls.rewrite(Conditions.stripping(condition));
        }
    }

    private void put() {
        subscriptions.put(ROOM, Announcement.Kind.ON_AIR, LIN, "t", NOW);
    }

    private Claim<Subscription> claim() {
        return ((ClaimResult.Claimed) sends.claim(stored(), NOW, LEASE_ENDS)).claim();
    }

    private Subscription stored() {
        return subscriptions.find(ROOM, LIN).findFirst().orElseThrow();
    }
}
