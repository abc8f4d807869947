package io.kaibo.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaibo.aws.Deployment;
import io.kaibo.aws.Item;
import io.kaibo.local.LocalPorts;
import io.kaibo.local.LocalSecrets;
import io.kaibo.message.MessageConfig;
import io.kaibo.message.MessageContent;
import io.kaibo.person.LocalPersons;
import io.kaibo.person.Person;
import io.kaibo.reminder.template.ReminderTemplateTable;
import io.kaibo.room.Announcement;
import io.kaibo.room.Room;
import io.kaibo.room.RoomId;
import io.kaibo.room.Rooms;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.Together;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Does only what a reminder needs: for each person the claim, the call of WeChat and the result. */
@Singleton
class BareLoop {

    private record Recipient(Person pseudonym, String message) {}

    private final DynamoDbClient dynamoDb;
    private final Rooms rooms;
    private final ReminderTemplateTable templates;
    private final ObjectMapper json;
    private final BareSandbox weChat;
    private final Deployment deployment;
    private final MessageConfig config;

    BareLoop(
            DynamoDbClient dynamoDb,
            Rooms rooms,
            ReminderTemplateTable templates,
            ObjectMapper json,
            LocalPorts ports,
            Deployment deployment,
            MessageConfig config) {
        this.dynamoDb = dynamoDb;
        this.rooms = rooms;
        this.templates = templates;
        this.json = json;
        this.weChat = BareSandbox.at(ports);
        this.deployment = deployment;
        this.config = config;
    }

    /** Does all that can be done beforehand; the returned task reminds all of them, on so many threads. */
    Callable<Void> over(RoomId room, List<String> openids, int threads) {
        String token = SetupCalls.call(this::token);
        MessageContent values = SetupCalls.call(() -> values(room));
        List<Recipient> people = openids.stream()
                .map(openid -> new Recipient(LocalPersons.of(openid), message(openid, values)))
                .toList();
        AtomicInteger next = new AtomicInteger();
        Callable<Integer> thread = () -> {
            int done = 0;
            for (int i = next.getAndIncrement(); i < people.size(); i = next.getAndIncrement()) {
                remind(room, people.get(i), token);
                done++;
            }
            return done;
        };
        return () -> {
            assertThat(Together.run(Collections.nCopies(threads, thread)).stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(people.size());
            return null;
        };
    }

    private void remind(RoomId room, Recipient person, String token) {
        Map<String, AttributeValue> key =
                ReminderItems.subscriptionKey(room, Announcement.Kind.ON_AIR, person.pseudonym());
        Instant now = Instant.now();
        String claim = UUID.randomUUID().toString();
        update(
                key,
                "SET sendState = :sending, sendingAt = :now, leaseEnds = :leaseEnds, sendBy = :writer",
                "sendState = :waiting AND templateId = :templateId",
                Map.of(
                        ":templateId", Item.of(Reminding.TEMPLATE),
                        ":waiting", Item.of("waiting"),
                        ":sending", Item.of("sending"),
                        ":now", Item.of(now),
                        ":leaseEnds", Item.of(now.plus(config.lease())),
                        ":writer", Item.of(claim)));
        BareSandbox.Sent sent = weChat.send(token, person.message());
        if (sent.errcode() != 0) {
            throw new IllegalStateException("WeChat says " + sent.errcode());
        }
        update(
                key,
                "SET sendState = :state, endedAt = :now, msgId = :msgId, endedBy = :writer",
                "sendBy = :claim",
                Map.of(
                        ":state", Item.of("sent"),
                        ":now", Item.of(Instant.now()),
                        ":claim", Item.of(claim),
                        ":msgId", Item.of(sent.msgid()),
                        ":writer", Item.of(UUID.randomUUID().toString())));
    }

    private void update(
            Map<String, AttributeValue> key, String update, String condition, Map<String, AttributeValue> values) {
        dynamoDb.updateItem(UpdateItemRequest.builder()
                .tableName(deployment.resource("reminders"))
                .key(key)
                .updateExpression(update)
                .conditionExpression(condition)
                .expressionAttributeValues(values)
                .returnValues(ReturnValue.ALL_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build());
    }

    private String token() {
        return weChat.stableToken("""
                {"grant_type":"client_credential","appid":"%s","secret":"%s"}
                """.formatted(
                                LocalPorts.APPID, LocalSecrets.parameters().get("/kaibo/local/wechat-secret")))
                .accessToken();
    }

    private MessageContent values(RoomId id) {
        Room room = rooms.findConsistently(id).orElseThrow().room();
        return (MessageContent) templates
                .findById(List.of(Reminding.TEMPLATE))
                .get(Reminding.TEMPLATE)
                .render(room);
    }

    private String message(String openid, MessageContent values) {
        ObjectNode message = json.createObjectNode()
                .put("touser", openid)
                .put("template_id", Reminding.TEMPLATE)
                .put("page", values.page())
                .put("miniprogram_state", config.miniProgramState())
                .put("lang", "zh_CN");
        ObjectNode data = message.putObject("data");
        values.values().forEach((field, value) -> data.putObject(field).put("value", value));
        return message.toString();
    }
}
