package io.kaibo.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.http.Viewer;
import io.kaibo.http.ViewerTokens;
import io.kaibo.local.LocalSecrets;
import io.kaibo.person.LocalPersons;
import io.kaibo.sandbox.Fault;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Output;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What reminder-api, reminder-dispatch, reminder-send and wechat-callback write down: no openid, whatever happens. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class ReminderLogsTest {

    @Inject
    Reminding reminding;

    @Inject
    World world;

    @Inject
    ViewerTokens tokens;

    private long room;
    private final List<String> people = new ArrayList<>();

    @BeforeEach
    void aRoomToCome() {
        reminding.clean();
        room = reminding.room();
        people.clear();
    }

    @Test
    void aViewersOwnCallsTellNothingOfThem() {
        String openid = person();
        String token = tokens.issue(new Viewer(LocalPersons.of(openid))).token();
        List<String> lines = Output.of(() -> {
            reminding.subscribe(openid, room);
            reminding.as(openid, "GET", "/reminders/wx-" + room).to("reminder-api");
            reminding.subscribe(openid, room, "?kind=LATER", Reminding.TEMPLATE);
            reminding.subscribe(openid, room, "?" + openid + "=1", Reminding.TEMPLATE);
            for (String call : List.of("DynamoDb.GetItem", "DynamoDb.UpdateItem", "DynamoDb.DeleteItem")) {
                failing(call, () -> {
                    reminding.subscribe(openid, room);
                    reminding.as(openid, "DELETE", "/reminders/wx-" + room).to("reminder-api");
                });
            }
            reminding.as(openid, "DELETE", "/reminders/wx-" + room).to("reminder-api");
        });
        assertThat(lines).anyMatch(line -> line.contains("planned: failed for good"));
        assertTellsOfNone(lines);
        assertThat(String.join("\n", lines)).doesNotContain(token);
    }

    @Test
    void aDispatchThatFailsTellsOfNone() {
        Stream.generate(this::person).limit(5).forEach(openid -> reminding.subscribe(openid, room));
        reminding.goesOnAir(room);
        List<String> lines = Output.of(() -> {
            for (String call : List.of("DynamoDb.Query", "DynamoDb.UpdateItem", "Sqs.SendMessageBatch")) {
                failing(call, () -> reminding.deliveries().round("reminder-dispatch", Deliveries.How.ONCE));
            }
            reminding.everythingArrives();
        });
        assertThat(lines).anyMatch(line -> line.contains("planned: failed for good"));
        assertTellsOfNone(lines);
        assertThat(reminding.received()).containsOnlyKeys(people);
    }

    @Test
    void aRecipientThatThrowsIsNotNamed() {
        Stream.generate(this::person).limit(5).forEach(openid -> reminding.subscribe(openid, room));
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        List<String> lines = Output.of(() -> {
            // the claim of each recipient, and what reads the page
            failing("DynamoDb.UpdateItem", () -> reminding.deliveries().round("reminder-send", Deliveries.How.ONCE));
            failing("DynamoDb.GetItem", () -> reminding.deliveries().round("reminder-send", Deliveries.How.ONCE));
            failing("DynamoDb.Query", () -> reminding.deliveries().round("reminder-send", Deliveries.How.ONCE));
            world.sandbox().fault("/cgi-bin/message/subscribe/send", new Fault.Refuse(45999), 0, 1);
            world.sandbox().fault("/cgi-bin/message/subscribe/send", new Fault.DropAfter(), 1, 1);
            reminding.everythingArrives();
        });
        assertThat(lines).anyMatch(line -> line.contains("was not done"));
        assertTellsOfNone(lines);
    }

    @Test
    void aPushOfWeChatsIsNotWrittenDown() {
        String openid = person();
        List<String> lines = Output.of(() -> {
            var now = world.clock().instant();
            reminding.pushed(PushedMessages.popup(openid, now, PushedMessages.accept(Reminding.TEMPLATE)));
            failing(
                    "DynamoDb.PutItem",
                    () -> reminding.pushed(
                            PushedMessages.change(openid, now, PushedMessages.reject(Reminding.TEMPLATE))));
        });
        assertThat(lines).anyMatch(line -> line.contains("planned: failed for good"));
        assertTellsOfNone(lines);
    }

    private String person() {
        String openid = reminding.person() + "-whose-name-is-not-to-be-told";
        world.sandbox().accept(openid, Reminding.TEMPLATE, 2);
        people.add(openid);
        return openid;
    }

    /** Does something while every call of this name fails. */
    private static void failing(String name, Runnable something) {
        Calls.reset();
        Calls.listen(call -> {
            if (call.equals(name)) {
                throw software.amazon.awssdk.core.exception.SdkClientException.create("planned: failed for good");
            }
        });
        try {
            something.run();
        } finally {
            Calls.reset();
        }
    }

    private void assertTellsOfNone(List<String> lines) {
        String all = String.join("\n", lines);
        assertThat(people).allSatisfy(openid -> assertThat(all).doesNotContain(openid));
        assertThat(all)
                .doesNotContain("whose-name-is-not-to-be-told")
                .doesNotContain(LocalSecrets.OPERATOR_KEY)
                .doesNotContain("access_token=");
        assertThat(lines)
                .filteredOn(line -> line.contains("\"_aws\""))
                .extracting(world::tree)
                .allMatch(JsonNode::isObject);
    }
}
