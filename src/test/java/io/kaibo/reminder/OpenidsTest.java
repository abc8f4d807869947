package io.kaibo.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.local.Template;
import io.kaibo.person.LocalPersons;
import io.kaibo.room.OnAir;
import io.kaibo.sandbox.Fault;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Output;
import io.kaibo.testing.Traces;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * A whole story of people and reminders, after which their openids are searched for everywhere: they are in the table of people, and
 * nowhere else.
 */
@QuarkusTest
@WithTestResource(LocalServers.class)
class OpenidsTest {

    private static final String SEND = "/cgi-bin/message/subscribe/send";

    /** Everyone of the story. Nothing in them is escaped in JSON, XML or an address, so that each form of them can be searched for. */
    private static final String CREATOR = "oZZcreatorOfTheRoom_Xq7-0000";

    private static final String TOLD = "oZZviewerWhoIsTold__Xq7-0001";
    private static final String REFUSES = "oZZviewerWhoRefuses_Xq7-0002";
    private static final String CANCELS = "oZZviewerWhoCancels_Xq7-0003";
    private static final String WAITS = "oZZviewerWhoWaits___Xq7-0004";
    private static final String STRANGE = "oZZviewerOfAnErrcodeXq7-0005";
    private static final List<String> VIEWERS = List.of(TOLD, REFUSES, CANCELS, WAITS, STRANGE);

    @Inject
    Reminding reminding;

    @Inject
    World world;

    @Inject
    Http http;

    @Inject
    Template template;

    @Inject
    Traces traces;

    /** The calls that fail at the moment; none if empty. */
    private volatile String failing = "";

    private final Map<String, String> tokens = new LinkedHashMap<>();

    @BeforeEach
    void clean() {
        reminding.clean();
        traces.clean();
    }

    @AfterEach
    void forget() {
        Calls.reset();
    }

    @Test
    void anOpenidIsInTheTableOfPeopleAndNowhereElse() {
        traces.watchQueues();
        Calls.listen(call -> {
            if (call.equals(failing)) {
                throw SdkClientException.create("planned: failed for good");
            }
        });
        traces.written(Output.of(this::story));
        traces.collect();
        Map<String, String> everything = traces.found();

        // a search that finds nothing proves something only of what is there
        assertThat(everything.keySet())
                .containsAll(template.tables().stream()
                        .map(table -> "table " + table.name())
                        .toList())
                .containsAll(template.queues().stream()
                        .map(queue -> "queue " + queue.name())
                        .toList());
        assertThat(everything.get("the log")).contains("planned: failed for good", "\"_aws\"");
        assertThat(everything.get("a token")).contains("\"sub\"");
        assertThat(everything).containsKey("an answer");

        String people = everything.remove("table kaibo-local-people");
        for (String openid : VIEWERS) {
            String person = LocalPersons.of(openid).value();
            assertThat(people).contains(openid).contains(person);
            assertThat(everything.get("table kaibo-local-reminders")).contains(person);
        }
        assertThat(people).doesNotContain(CREATOR);
        everything.forEach((place, text) -> Stream.concat(Stream.of(CREATOR), VIEWERS.stream())
                .flatMap(OpenidsTest::forms)
                .forEach(form -> assertThat(text.contains(form))
                        .as("%s has %s", place, form)
                        .isFalse()));
    }

    @Test
    void theSearchFindsAnOpenidInEachForm() {
        for (String around : List.of("", "a", "ab", "abc")) {
            String told = around + TOLD + around;
            byte[] bytes = told.getBytes(StandardCharsets.UTF_8);
            for (String form : List.of(
                    told,
                    Base64.getEncoder().encodeToString(bytes),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                    HexFormat.of().formatHex(bytes),
                    HexFormat.of().withUpperCase().formatHex(bytes))) {
                assertThat(forms(TOLD)).anyMatch(form::contains);
                assertThat(forms(REFUSES)).noneMatch(form::contains);
            }
        }
    }

    /** Log in, ask, cancel, on air, dispatch, send, WeChat's events, and what fails in between. */
    private void story() {
        long room = reminding.room(Map.of("creater_openid", CREATOR));
        VIEWERS.forEach(this::logIn);
        failing("DynamoDb.UpdateItem", () -> answered(logInOnce(TOLD)));
        for (String viewer : VIEWERS) {
            answered(ask(viewer, room));
            answered(ask(viewer, room));
            answered(as(viewer, "GET", room).to("reminder-api"));
        }
        answered(as(CANCELS, "DELETE", room).to("reminder-api"));
        failing("DynamoDb.UpdateItem", () -> answered(ask(CANCELS, room)));
        answered(ask(CANCELS, room));
        List.of(TOLD, STRANGE, CANCELS).forEach(openid -> world.sandbox().accept(openid, Reminding.TEMPLATE, 2));

        reminding.goesOnAir(room);
        failing("DynamoDb.Query", () -> reminding.deliveries().round("reminder-dispatch", Deliveries.How.ONCE));
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        for (String call : List.of("DynamoDb.BatchGetItem", "DynamoDb.UpdateItem")) {
            failing(call, () -> reminding.deliveries().round("reminder-send", Deliveries.How.ONCE));
        }
        world.sandbox().fault(SEND, new Fault.Refuse(45999), 0, 2);
        world.sandbox().fault(SEND, new Fault.DropAfter(), 2, 1);
        reminding.everythingArrives();
        weChatTells(room);
        poisonedPage(room);
        waitsForever();
        answered(http.get("/admin/reminders/numbers?room=wx-" + room)
                .asOperator()
                .to("reminder-admin"));
        answered(http.get("/admin/reminders/halts").asOperator().to("reminder-admin"));
        answered(http.get("/admin/reminders/ledger/templates/" + Reminding.TEMPLATE)
                .asOperator()
                .to("reminder-admin"));
        answered(http.get("/admin/rooms/wx-" + room).asOperator().to("room-admin"));
        answered(http.get("/rooms/wx-" + room).to("room-api"));
    }

    private void logIn(String openid) {
        Http.Answer session = answered(logInOnce(openid));
        assertThat(session.status()).isEqualTo(201);
        tokens.put(openid, session.body().path("token").asText());
        traces.token(tokens.get(openid));
        answered(http.get("/session").bearer(tokens.get(openid)).to("session-api"));
    }

    private Http.Answer logInOnce(String openid) {
        String code = world.sandbox().loginCode(Map.of("openid", openid)).code();
        return http.post("/session").json("{\"code\":\"" + code + "\"}").to("session-api");
    }

    private Http.Answer ask(String openid, long room) {
        return as(openid, "PUT", room)
                .json("{\"templateId\":\"" + Reminding.TEMPLATE + "\"}")
                .to("reminder-api");
    }

    private Http.Call as(String openid, String method, long room) {
        return http.call(method, "/reminders/wx-" + room).bearer(tokens.get(openid));
    }

    /** Each kind of event, one of them while the table is away. */
    private void weChatTells(long room) {
        var now = world.clock().instant();
        world.sandbox()
                .messages()
                .forEach(message -> reminding.pushed(PushedMessages.sent(
                        message.openid(), now, PushedMessages.result(message.templateId(), message.msgid(), 0))));
        reminding.pushed(PushedMessages.sent(REFUSES, now, PushedMessages.result(Reminding.TEMPLATE, 7, 3)));
        reminding.pushed(PushedMessages.popup(
                TOLD, now, PushedMessages.accept(Reminding.TEMPLATE), PushedMessages.reject(Reminding.SOON_TEMPLATE)));
        String change = PushedMessages.change(TOLD, now, PushedMessages.reject(Reminding.TEMPLATE));
        failing("DynamoDb.PutItem", () -> reminding.pushed(change));
        reminding.pushed(change);
        reminding.pushed(PushedMessages.followed(TOLD, room, now, "add_follow"));
        reminding.pushed(PushedMessages.livePushed(room, "m1", now, 3, 2));
    }

    /** A page that lacks its end becomes a dead letter, and so does an announcement that lacks its time. */
    private void poisonedPage(long room) {
        world.sendMessage(
                Page.QUEUE,
                "{\"roomId\":\"wx-" + room + "\",\"kind\":\"on-air\",\"shard\":1,\"first\":\"" + LocalPersons.of(TOLD)
                        + "\"}");
        reminding.deliveries().untilEmpty("reminder-send", Deliveries.How.ONCE, Reminding.SOME_TIME);
        world.sendMessage(OnAir.QUEUE, world.tree("{\"roomId\":\"wx-" + room + "\"}"));
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
    }

    /** An announcement and a page stay in their queues: the room is halted. */
    private void waitsForever() {
        long later = reminding.room();
        long halted = reminding.room();
        answered(ask(WAITS, later));
        answered(ask(WAITS, halted));
        reminding.halt(halted, "彩排");
        reminding.goesOnAir(halted);
        reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, Reminding.SOME_TIME);
        reminding.deliveries().round("reminder-send", Deliveries.How.ONCE);
        world.clock().advance(Duration.ofSeconds(1));
        reminding.goesOnAir(later);
    }

    private Http.Answer answered(Http.Answer answer) {
        traces.answer(answer);
        return answer;
    }

    /** Does something while every call of this name fails. */
    private void failing(String name, Runnable something) {
        failing = name;
        try {
            something.run();
        } finally {
            failing = "";
        }
    }

    /** How a text looks: as it is, in hex, and in the middle of what is written in Base64, which depends on where it begins. */
    private static Stream<String> forms(String openid) {
        byte[] bytes = openid.getBytes(StandardCharsets.UTF_8);
        String hex = HexFormat.of().formatHex(bytes);
        Stream<String> base64 = Stream.of("", "x", "xx").flatMap(before -> {
            byte[] shifted = (before + openid).getBytes(StandardCharsets.UTF_8);
            return Stream.of(
                    inner(Base64.getEncoder().withoutPadding().encodeToString(shifted), before),
                    inner(Base64.getUrlEncoder().withoutPadding().encodeToString(shifted), before));
        });
        return Stream.concat(Stream.of(openid, hex, hex.toUpperCase(java.util.Locale.ROOT)), base64);
    }

    /** Without the characters that hold bits of what stands before or behind. */
    private static String inner(String base64, String before) {
        return base64.substring(before.isEmpty() ? 0 : before.length() + 1, base64.length() - 1);
    }
}
