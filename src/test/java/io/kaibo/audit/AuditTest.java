package io.kaibo.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.kaibo.aws.Deployment;
import io.kaibo.http.AuditTrail;
import io.kaibo.http.Operator;
import io.kaibo.http.Role;
import io.kaibo.local.Template;
import io.kaibo.sandbox.Fault;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Output;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Each request by an operator that is no GET is written down once: before it is made, and when it has ended. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class AuditTest {

    /** When request.json came. */
    private static final Instant CAME = Instant.parse("2026-03-01T12:00:00Z");

    private static final String REASON = "a reason of the operator's own";

    @Inject
    Http http;

    @Inject
    World world;

    @Inject
    DynamoDbClient dynamoDb;

    @Inject
    Deployment deployment;

    @Inject
    Template template;

    @Inject
    AuditTrail trail;

    private String room;

    @BeforeEach
    void aRoom() {
        world.clean();
        long created = world.sandbox().createRoom(Map.of("live_status", 102)).roomid();
        http.post("/admin/rooms/sync").asOperator().to("room-admin");
        room = "wx-" + created;
        SetupCalls.run(() -> world.items("audit")
                .forEach(item -> dynamoDb.deleteItem(delete -> delete.tableName(deployment.resource("audit"))
                        .key(Map.of("pk", item.get("pk"), "sk", item.get("sk"))))));
        Calls.reset();
    }

    @Test
    void aChangeIsOneItemThatSaysWhoDidWhatWhenAndHowItEnded() {
        assertThat(halt().to("reminder-admin").status()).isEqualTo(200);
        Map<String, AttributeValue> item = only();
        String requestId = item.get("requestId").s();
        assertThat(words(item))
                .contains(
                        entry("pk", "2026-03-01"),
                        entry("sk", "2026-03-01T12:00:00.000Z#" + requestId),
                        entry("operator", "local-operator"),
                        entry("roles", "operator"),
                        entry("method", "PUT"),
                        entry("route", "/admin/reminders/halts/{roomId}"),
                        entry("path", "/admin/reminders/halts/" + room),
                        entry("subject", room),
                        entry("at", Long.toString(CAME.toEpochMilli())),
                        entry("state", "done"),
                        entry("status", "200"),
                        entry(
                                "expiresAt",
                                Long.toString(CAME.plus(AuditTable.KEPT).getEpochSecond())));
        assertThat(item)
                .containsOnlyKeys(
                        "pk",
                        "sk",
                        "operator",
                        "roles",
                        "method",
                        "route",
                        "path",
                        "subject",
                        "requestId",
                        "at",
                        "state",
                        "status",
                        "expiresAt",
                        "askedBy",
                        "endedBy",
                        "endedAt");
        assertThat(item.toString()).doesNotContain(REASON, "local-operator-key");
    }

    @Test
    void itIsFoundByItsDayItsOperatorAndItsRoom() {
        halt().to("reminder-admin");
        http.post("/admin/rooms/sync").as(Role.ANCHOR).to("room-admin");
        assertThat(query(null, "pk", "2026-03-01")).hasSize(2);
        assertThat(query("operator", "operator", "local-anchor"))
                .singleElement()
                .satisfies(item -> assertThat(words(item))
                        .contains(entry("path", "/admin/rooms/sync"), entry("roles", "anchor"))
                        .doesNotContainKey("subject"));
        assertThat(query("subject", "subject", room))
                .singleElement()
                .satisfies(item -> assertThat(words(item)).contains(entry("operator", "local-operator")));
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,  /admin/reminders/halts/wx-404,     reminder-admin, OPERATOR, refused, 404",
        "PUT,  /admin/rooms/wx-404/announcing,    room-admin,     ANCHOR,   refused, 422",
        "POST, /admin/rooms/sync?unknown=1,       room-admin,     OPERATOR, refused, 400",
        "POST, /admin/rooms/sync,                 room-admin,     AUDITOR,  refused, 403",
        "PUT,  /admin/reminders/templates/t,      reminder-admin, SHIPPING, refused, 403"
    })
    void aChangeThatIsRefusedSaysSo(String method, String path, String function, Role role, String state, int status) {
        String body = path.contains("halts") ? "{\"reason\":\"" + REASON + "\"}" : "{}";
        assertThat(http.call(method, path).as(role).json(body).to(function).status())
                .isEqualTo(status);
        assertThat(words(only())).contains(entry("state", state), entry("status", Integer.toString(status)));
        assertThat(Calls.writes()).isZero();
    }

    @Test
    void aChangeThatFailsSaysSo() {
        world.sandbox().fault("/wxa/business/getliveinfo", new Fault.Refuse(61007), 0, 0);
        assertThat(http.post("/admin/rooms/sync").asOperator().to("room-admin").status())
                .isEqualTo(502);
        assertThat(words(only())).contains(entry("state", "failed"), entry("status", "502"));
    }

    @Test
    void readsAndCallersWithoutAKeyAreNotWrittenDown() {
        http.get("/admin/rooms").asOperator().to("room-admin");
        http.get("/admin/reminders/halts").as(Role.ANCHOR).to("reminder-admin");
        http.post("/admin/rooms/sync").bearer("guessed").to("room-admin");
        http.call("DELETE", "/admin/rooms/sync").asOperator().to("room-admin");
        assertThat(world.items("audit")).isEmpty();
    }

    @Test
    void whatIsNoIdIsNotWrittenDown() {
        http.call("DELETE", "/admin/reminders/halts/a.b%20" + "x".repeat(3000))
                .asOperator()
                .to("reminder-admin");
        assertThat(words(only()))
                .contains(entry("path", "/admin/reminders/halts/{roomId}"), entry("status", "404"))
                .doesNotContainKey("subject");
    }

    @Test
    void anOpenidThatAnOperatorPastesIsNeitherKeptNorLogged() {
        String openid = "oAbCdEfGhIjKlMnOpQrStUvWxYz0";
        List<String> printed = Output.of(() -> http.call("DELETE", "/admin/reminders/halts/" + openid)
                .asOperator()
                .to("reminder-admin"));
        assertThat(only().toString()).doesNotContain(openid);
        assertThat(printed)
                .anyMatch(line -> line.contains("operator local-operator: DELETE /admin/reminders/halts/{roomId}"))
                .noneMatch(line -> line.contains(openid));
    }

    @Test
    void aRoleThatMayNotIsA403ThoughNothingCanBeWrittenDown() {
        Calls.plan(new Calls.Fault(1, Calls.Moment.BEFORE, Calls.Kind.FAILED));
        assertThat(halt().as(Role.AUDITOR).to("reminder-admin").status()).isEqualTo(403);
    }

    @Test
    void toHideMostRoomsNeedsAnOperator() {
        assertThat(http.post("/admin/rooms/sync?hideMost=true")
                        .as(Role.ANCHOR)
                        .to("room-admin")
                        .status())
                .isEqualTo(403);
        assertThat(Calls.made()).doesNotContain("Wechat.GET");
        assertThat(http.post("/admin/rooms/sync?hideMost=false")
                        .as(Role.ANCHOR)
                        .to("room-admin")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aChangeThatCannotBeWrittenDownIsNotMade() {
        Calls.plan(new Calls.Fault(1, Calls.Moment.BEFORE, Calls.Kind.FAILED));
        Http.Answer answer = halt().to("reminder-admin");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("retry-after", "5");
        assertThat(Calls.made()).containsExactly("Audit.UpdateItem");
        assertThat(world.items("audit")).isEmpty();
        assertThat(isHalted()).isFalse();
    }

    @Test
    void anEndThatCannotBeWrittenDownLeavesTheAnswerAndTheItemAsAsked() {
        Calls.listen(call -> {
            if (Calls.count("Audit.UpdateItem") == 2) {
                throw new IllegalStateException("planned");
            }
        });
        List<String> log =
                Output.of(() -> assertThat(halt().to("reminder-admin").status()).isEqualTo(200));
        assertThat(words(only())).contains(entry("state", "asked")).doesNotContainKey("status");
        assertThat(isHalted()).isTrue();
        assertThat(log).anyMatch(line -> line.contains("was answered 200, and stays asked in the audit"));
        assertThat(log).anyMatch(line -> line.contains("\"HttpAuditUnfinished\":1"));
    }

    @Test
    void aRequestThatIsDeliveredTwiceIsMadeAndWrittenDownOnce() {
        Http.Call call = halt();
        assertThat(call.to("reminder-admin").status()).isEqualTo(200);
        Map<String, AttributeValue> first = only();
        Calls.reset();
        assertThat(call.to("reminder-admin").status()).isEqualTo(503);
        assertThat(Calls.writes()).isZero();
        assertThat(only()).isEqualTo(first);
    }

    /** The control: the condition is what keeps the first item. */
    @Test
    void withoutItsConditionTheSecondDeliveryWouldOverwriteTheFirst() {
        Http.Call call = halt();
        call.to("reminder-admin");
        Map<String, AttributeValue> first = only();
        Calls.rewrite(Conditions.stripping(AuditTable.NOT_ASKED));
        assertThat(call.to("reminder-admin").status()).isEqualTo(200);
        assertThat(only()).isNotEqualTo(first);
    }

    @Test
    void whatWasNotAskedHasNoEnd() {
        assertThatThrownBy(() -> trail.recordEnd(change(), 200)).isInstanceOf(IllegalStateException.class);
        assertThat(world.items("audit")).isEmpty();
    }

    @Test
    void theFirstEndStands() {
        trail.recordRequest(change());
        trail.recordEnd(change(), 200);
        assertThatThrownBy(() -> trail.recordEnd(change(), 500)).isInstanceOf(IllegalStateException.class);
        assertThat(words(only())).contains(entry("state", "done"), entry("status", "200"));
    }

    /** The control: the condition is what keeps both. */
    @Test
    void withoutItsConditionAnyEndWouldBeWritten() {
        Calls.rewrite(Conditions.stripping(AuditTable.NOT_ENDED));
        trail.recordEnd(change(), 200);
        trail.recordEnd(change(), 500);
        assertThat(words(only())).contains(entry("state", "failed")).doesNotContainKey("operator");
    }

    private static AuditTrail.Change change() {
        Operator operator = new Operator("local-operator", Set.of(Role.OPERATOR));
        return new AuditTrail.Change(operator, "POST", "/admin/rooms/sync", "/admin/rooms/sync", null, "r-1", CAME);
    }

    @Test
    void onlyFunctionsOfOperatorsMayWriteItAndNoneMayReadOrDelete() {
        String arn = "table/" + deployment.resource("audit");
        assertThat(template.functions())
                .allSatisfy(function -> assertThat(function.rights().stream()
                                .filter(right -> right.resource().contains(arn))
                                .map(Template.Right::action))
                        .as(function.name())
                        .isEqualTo(
                                function.prefix().orElse("").startsWith("/admin/")
                                        ? List.of("dynamodb:UpdateItem")
                                        : List.of()));
    }

    @Test
    void dynamoDbRemovesItemsAfterTwoYears() throws IOException {
        assertThat(Files.readString(Path.of("infra/stateful.yaml"))
                        .split("TableName: !Sub kaibo-\\$\\{Stage}-audit")[1])
                .contains("TimeToLiveSpecification: { AttributeName: expiresAt, Enabled: true }");
        assertThat(AuditTable.KEPT).isBetween(Duration.ofDays(730), Duration.ofDays(732));
    }

    /** An answer of DynamoDB's that is lost is met by the SDK's own retry: the write names its writer. */
    @ParameterizedTest
    @CsvSource({"1", "2"})
    void aWriteWhoseAnswerIsLostIsOurOwn(int write) {
        List<String> log = Output.of(() -> {
            onWrite(
                    write,
                    () -> Calls.plan(new Calls.Fault(Calls.made().size(), Calls.Moment.AFTER, Calls.Kind.RETRIED)));
            assertThat(halt().to("reminder-admin").status()).isEqualTo(200);
        });
        assertThat(Calls.hasStruck()).isTrue();
        assertThat(words(only())).contains(entry("state", "done"));
        assertThat(log).noneMatch(line -> line.contains("in the audit"));
    }

    private static void onWrite(int write, Runnable then) {
        BooleanSupplier isIt = () -> Calls.count("Audit.UpdateItem") == write && !Calls.hasStruck();
        Calls.listen(call -> {
            if (call.equals("Audit.UpdateItem") && isIt.getAsBoolean()) {
                then.run();
            }
        });
    }

    private Http.Call halt() {
        return http.call("PUT", "/admin/reminders/halts/" + room).asOperator().json("{\"reason\":\"" + REASON + "\"}");
    }

    private boolean isHalted() {
        Calls.reset();
        return !http.get("/admin/reminders/halts")
                .asOperator()
                .to("reminder-admin")
                .body()
                .path("halts")
                .isEmpty();
    }

    private Map<String, AttributeValue> only() {
        List<Map<String, AttributeValue>> items = world.items("audit");
        assertThat(items).hasSize(1);
        return items.getFirst();
    }

    private List<Map<String, AttributeValue>> query(@Nullable String index, String key, String value) {
        return SetupCalls.call(() -> dynamoDb.query(query -> query.tableName(deployment.resource("audit"))
                        .indexName(index)
                        .keyConditionExpression("#key = :value")
                        .expressionAttributeNames(Map.of("#key", key))
                        .expressionAttributeValues(Map.of(":value", AttributeValue.fromS(value))))
                .items());
    }

    private static Map<String, String> words(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        each -> each.getValue().s() == null
                                ? each.getValue().n()
                                : each.getValue().s()));
    }
}
