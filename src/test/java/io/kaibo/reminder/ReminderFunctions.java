package io.kaibo.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.person.LocalPersons;
import io.kaibo.reminder.subscription.Subscribed;
import io.kaibo.reminder.subscription.Subscription;
import io.kaibo.sandbox.SandboxControl;
import io.kaibo.testing.DeployedStack;
import io.kaibo.testing.Events;
import io.kaibo.testing.FunctionCase;
import io.kaibo.testing.FunctionCases;
import io.kaibo.testing.Http;
import io.kaibo.testing.Pushing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The functions of reminders as they are deployed. */
class ReminderFunctions implements FunctionCases {

    /** Its cut after nineteen code points would fall into the emoji, which is one character of seven. */
    private static final String LONG_NAME = "一二三四五六七八九十一二三四五👨‍👩‍👧‍👦福利";

    private static final String SENT = """
            <xml><FromUserName>oSomebody</FromUserName><CreateTime>1620963428</CreateTime>
            <Event>subscribe_msg_sent_event</Event><SubscribeMsgSentEvent><List><TemplateId>t</TemplateId>
            <MsgID>1</MsgID><ErrorCode>0</ErrorCode></List></SubscribeMsgSentEvent></xml>""";

    private final AtomicLong rooms = new AtomicLong(100);

    /** A viewer who has asked to be told of a room. */
    private record Subscribed(long room, String openid, String token) {}

    @Override
    public List<FunctionCase> of(DeployedStack stack) {
        return List.of(
                FunctionCase.ofHttp(stack, "reminder-api", () -> finds(stack), () -> refusesTheKind(stack)),
                FunctionCase.ofHttp(stack, "reminder-admin", () -> lists(stack), () -> refusesTheField(stack)),
                FunctionCase.ofQueue(
                        stack, "reminder-dispatch", () -> dispatches(stack), "sqs/room-on-air-without-a-kind"),
                FunctionCase.ofQueue(stack, "reminder-send", () -> sends(stack), "sqs/reminder-page-without-a-kind"),
                FunctionCase.ofHttp(
                        stack, "wechat-callback", () -> takesWhatWasSent(stack), () -> refusesForged(stack)));
    }

    private void finds(DeployedStack stack) {
        assertThat(state(stack, subscribe(stack))).isEqualTo("waiting");
    }

    private static void refusesTheKind(DeployedStack stack) {
        String token = stack.logIn(stack.weChat().loginCode());
        assertThat(stack.http()
                        .event("subscription-of-an-unknown-kind", Map.of())
                        .bearer(token)
                        .send()
                        .field())
                .isEqualTo("kind");
    }

    private static void lists(DeployedStack stack) {
        putTemplate(stack);
        Http.Answer answer =
                stack.http().get("/admin/reminders/templates").asOperator().send();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/templates/0/fields/thing1/room").asText()).isEqualTo("name");
    }

    private static void refusesTheField(DeployedStack stack) {
        Http.Answer answer = stack.http()
                .event("reminder-template-with-an-unfit-field", Map.of())
                .asOperator()
                .send();
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.field()).isEqualTo("fields.amount1");
    }

    private static void dispatches(DeployedStack stack) {
        String event = Events.read(
                "sqs/room-on-air",
                Map.of("notAfter", Instant.now().plusSeconds(600).toString()));
        assertThat(stack.answer("reminder-dispatch", event).path("batchItemFailures"))
                .isEmpty();
    }

    private void sends(DeployedStack stack) {
        Subscribed subscribed = subscribe(stack);
        stack.weChat().moveRoom(subscribed.room(), 101);
        stack.answer("room-sync", Events.read("schedule/whole"));
        int shard = Subscription.shardOf(LocalPersons.of(subscribed.openid()));
        String event = Events.read(
                "sqs/reminder-pages",
                Map.of(
                        "room", Long.toString(subscribed.room()),
                        "notAfter", Instant.now().plusSeconds(600).toString(),
                        "shard", Integer.toString(shard),
                        "otherShard", Integer.toString((shard + 1) % Subscription.SHARDS),
                        "person", LocalPersons.of(subscribed.openid()).value()));
        assertThat(stack.answer("reminder-send", event).path("batchItemFailures"))
                .isEmpty();
        assertThat(state(stack, subscribed)).isEqualTo("sent");
        assertThat(stack.weChat().messages().getLast().data())
                .containsEntry("thing1", Map.of("value", "一二三四五六七八九十一二三四五…"));
    }

    private static void takesWhatWasSent(DeployedStack stack) {
        Http.Answer answer = push(stack, Pushing.local().safeXml(SENT, Instant.now()));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().asText()).isEqualTo("success");
    }

    private static void refusesForged(DeployedStack stack) {
        String query = Pushing.local().plain("", Instant.now()).query();
        assertThat(push(stack, new Pushing.Pushed(query, "<xml><Encrypt>")).status())
                .isEqualTo(403);
        assertThat(push(stack, Pushing.local().safe("<xml>&e;", Instant.now())).status())
                .isEqualTo(400);
    }

    /** A viewer asks to be told of a room that no case before has seen on air. */
    private Subscribed subscribe(DeployedStack stack) {
        long room = rooms.incrementAndGet();
        putTemplate(stack);
        stack.weChat().putTemplate("t", List.of("thing1"));
        stack.weChat().createRoom(Map.of("roomid", room, "live_status", 102, "name", LONG_NAME));
        stack.answer("room-sync", Events.read("schedule/whole"));
        SandboxControl.LoginCode login = stack.weChat().loginCode();
        stack.weChat().accept(login.openid(), "t", 1);
        String token = stack.logIn(login);
        assertThat(stack.http()
                        .event("subscription", Map.of("room", Long.toString(room)))
                        .bearer(token)
                        .send()
                        .status())
                .isEqualTo(200);
        return new Subscribed(room, login.openid(), token);
    }

    private static String state(DeployedStack stack, Subscribed subscribed) {
        Http.Answer answer = stack.http()
                .get("/reminders/wx-" + subscribed.room())
                .bearer(subscribed.token())
                .send();
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().at("/reminders/0/state").asText();
    }

    private static void putTemplate(DeployedStack stack) {
        assertThat(stack.http()
                        .event("reminder-template", Map.of())
                        .asOperator()
                        .send()
                        .status())
                .isEqualTo(200);
    }

    private static Http.Answer push(DeployedStack stack, Pushing.Pushed pushed) {
        return stack.http()
                .post("/callbacks/wechat?" + pushed.query())
                .body(pushed.body())
                .send();
    }
}
