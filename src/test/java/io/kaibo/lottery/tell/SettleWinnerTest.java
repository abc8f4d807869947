package io.kaibo.lottery.tell;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Item;
import io.kaibo.lottery.LotteryId;
import io.kaibo.message.SendState;
import io.kaibo.person.LocalPersons;
import io.kaibo.reminder.PushedMessages;
import io.kaibo.reminder.ReminderItems;
import io.kaibo.room.Announcement;
import io.kaibo.room.RoomId;
import io.kaibo.sandbox.Fault;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Pushing;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** WeChat tells that a message to a winner came whose answer was lost. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class SettleWinnerTest {

    private static final long NUMBER = 71;

    @Inject
    LotteriesToTell lotteries;

    @Inject
    World world;

    @Inject
    Http http;

    private final String person = LotteriesToTell.people(1).getFirst();

    @BeforeEach
    void clean() {
        lotteries.clean();
    }

    @Test
    void aWinnerWhoseMessageCameIsSettled() {
        LotteryId id = lostAnswer();
        tell();
        Item winner = lotteries.winner(id, person);
        assertThat(winner.text("sendState")).isEqualTo("sent");
        assertThat(winner.number("msgId")).isEqualTo(NUMBER);
    }

    @Test
    void aWinnerOfTwoLotteriesIsNotSettledSinceEitherCanBeMeant() {
        LotteryId one = lostAnswer();
        LotteryId other = lostAnswer();
        tell();
        assertThat(lotteries.winner(one, person).text("sendState")).isEqualTo("unknown");
        assertThat(lotteries.winner(other, person).text("sendState")).isEqualTo("unknown");
    }

    @Test
    void neitherAWinnerNorAReminderOfTheSameTemplateIsSettledSinceEitherCanBeMeant() {
        LotteryId id = lostAnswer();
        Map<String, AttributeValue> reminder = new HashMap<>(
                ReminderItems.subscriptionKey(new RoomId("wx-7"), Announcement.Kind.ON_AIR, LocalPersons.of(person)));
        Instant now = world.clock().instant();
        reminder.put("person", Item.of(LocalPersons.of(person).value()));
        reminder.put("templateId", Item.of(LotteriesToTell.TEMPLATE));
        reminder.put("sendState", Item.of(SendState.UNKNOWN));
        reminder.put("askedAt", Item.of(now));
        reminder.put("sendingAt", Item.of(now));
        world.putItem(ReminderItems.TABLE, reminder);
        tell();
        assertThat(lotteries.winner(id, person).text("sendState")).isEqualTo("unknown");
        assertThat(world.items(ReminderItems.TABLE)).noneMatch(item -> item.containsKey("settledBy"));
    }

    private LotteryId lostAnswer() {
        LotteryId id = lotteries.draw(List.of(person));
        world.sandbox().fault(LotteriesToTell.SEND, new Fault.DropAfter());
        lotteries.step(id);
        assertThat(lotteries.winner(id, person).text("sendState")).isEqualTo("unknown");
        return id;
    }

    private void tell() {
        Instant now = world.clock().instant();
        String event = PushedMessages.sent(person, now, PushedMessages.result(LotteriesToTell.TEMPLATE, NUMBER, 0));
        Pushing.Pushed pushed = Pushing.local().safe(event, now);
        assertThat(http.post("/callbacks/wechat?" + pushed.query())
                        .body(pushed.body())
                        .to("wechat-callback")
                        .status())
                .isEqualTo(200);
    }
}
