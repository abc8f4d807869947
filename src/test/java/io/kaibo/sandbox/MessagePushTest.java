package io.kaibo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MessagePushTest extends SandboxTestCase {
    private static final String ON_AIR = "template-on-air";
    private static final String SOON = "template-soon";
    private static final String SENT = "subscribe_msg_sent_event";

    private PushReceiver receiver;

    @BeforeEach
    void aReceiver() throws Exception {
        receiver = new PushReceiver();
        control.putTemplate(ON_AIR, List.of("thing1"));
        control.putTemplate(SOON, List.of("thing1"));
    }

    @AfterEach
    void closeReceiver() {
        receiver.close();
    }

    @ParameterizedTest
    @CsvSource({"JSON, false", "JSON, true", "XML, false", "XML, true"})
    void a_message_that_was_sent_is_pushed(PushFormat format, boolean safe) throws Exception {
        callback(format, safe);
        send("o-lin");
        PushReceiver.Push push = receiver.next();
        assertThat(push.query("openid")).isEqualTo("o-lin");
        assertThat(push.contentType()).isEqualTo(format == PushFormat.JSON ? "application/json" : "text/xml");
        String expected = switch (format) {
            case JSON -> """
                        {"ToUserName":"gh_6f1e5d4c3b2a","FromUserName":"o-lin","CreateTime":"%d","MsgType":"event",\
                        "Event":"subscribe_msg_sent_event","List":{"TemplateId":"template-on-air","MsgID":"1",\
                        "ErrorCode":"0","ErrorStatus":"success"}}""";
            case XML -> """
                        <xml><ToUserName><![CDATA[gh_6f1e5d4c3b2a]]></ToUserName>\
                        <FromUserName><![CDATA[o-lin]]></FromUserName><CreateTime>%d</CreateTime>\
                        <MsgType><![CDATA[event]]></MsgType><Event><![CDATA[subscribe_msg_sent_event]]></Event>\
                        <SubscribeMsgSentEvent><List><TemplateId><![CDATA[template-on-air]]></TemplateId>\
                        <MsgID>1</MsgID><ErrorCode>0</ErrorCode><ErrorStatus><![CDATA[success]]></ErrorStatus></List>\
                        </SubscribeMsgSentEvent></xml>""";
        };
        assertThat(safe ? push.decrypted() : push.plain())
                .isEqualTo(expected.formatted(control.messages().getFirst().time()));
        assertDelivered(new Delivered(SENT, "200", 1));
    }

    @ParameterizedTest
    @CsvSource({"JSON, false", "JSON, true", "XML, false", "XML, true"})
    void a_pop_up_is_pushed_with_all_that_was_chosen_in_it(PushFormat format, boolean safe) throws Exception {
        callback(format, safe);
        Map<String, Boolean> choices = new LinkedHashMap<>();
        choices.put(ON_AIR, true);
        choices.put(SOON, false);
        control.popup("o-lin", choices);
        PushReceiver.Push push = receiver.next();
        assertThat(safe ? push.decrypted() : push.plain())
                .contains("subscribe_msg_popup_event")
                .endsWith(
                        switch (format) {
                            case JSON -> """
                                "List":[{"TemplateId":"template-on-air","SubscribeStatusString":"accept",\
                                "PopupScene":"0"},{"TemplateId":"template-soon","SubscribeStatusString":"reject",\
                                "PopupScene":"0"}]}""";
                            case XML -> """
                                <SubscribeMsgPopupEvent><List><TemplateId><![CDATA[template-on-air]]></TemplateId>\
                                <SubscribeStatusString><![CDATA[accept]]></SubscribeStatusString>\
                                <PopupScene>0</PopupScene></List>\
                                <List><TemplateId><![CDATA[template-soon]]></TemplateId>\
                                <SubscribeStatusString><![CDATA[reject]]></SubscribeStatusString>\
                                <PopupScene>0</PopupScene></List></SubscribeMsgPopupEvent></xml>""";
                        });
    }

    @Test
    void each_accept_in_a_pop_up_is_good_for_one_send() throws Exception {
        control.popup("o-lin", Map.of(ON_AIR, true, SOON, false));
        assertThat(errcode(trySend("o-lin", ON_AIR))).isZero();
        assertThat(errcode(trySend("o-lin", ON_AIR))).isEqualTo(43101);
        assertThat(errcode(trySend("o-lin", SOON))).isEqualTo(43101);
    }

    @ParameterizedTest
    @EnumSource
    void who_rejects_templates_takes_no_message_of_them_any_more(PushFormat format) throws Exception {
        callback(format, false);
        control.accept("o-lin", ON_AIR, 2);
        control.accept("o-lin", SOON, 1);
        control.accept("o-wang", ON_AIR, 1);
        control.reject("o-lin", List.of(ON_AIR));
        assertThat(receiver.next().plain())
                .contains("subscribe_msg_change_event")
                .endsWith(
                        switch (format) {
                            case JSON -> """
                                "List":{"TemplateId":"template-on-air","SubscribeStatusString":"reject"}}""";
                            case XML -> """
                                <SubscribeMsgChangeEvent><List><TemplateId><![CDATA[template-on-air]]></TemplateId>\
                                <SubscribeStatusString><![CDATA[reject]]></SubscribeStatusString></List>\
                                </SubscribeMsgChangeEvent></xml>""";
                        });
        assertThat(errcode(trySend("o-lin", ON_AIR))).isEqualTo(43101);
        assertThat(errcode(trySend("o-lin", SOON))).isZero();
        assertThat(errcode(trySend("o-wang", ON_AIR))).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void what_becomes_of_following_is_pushed(PushFormat format) throws Exception {
        callback(format, false);
        long roomid = control.createRoom(Map.of("live_status", 101)).roomid();
        control.event("wxalive_follow_notify", Map.of("openid", "o-lin", "roomid", roomid, "action", "add_follow"));
        PushReceiver.Push follow = receiver.next();
        assertThat(follow.query("openid")).isEqualTo("o-lin");
        assertThat(follow.plain())
                .contains("wxalive_follow_notify")
                .matches(
                        switch (format) {
                            case JSON -> """
                                .+,"room_id":"1","user_openid":"o-lin","time":"\\d+","live_status":"101",\
                                "action":"add_follow"}""";
                            case XML -> """
                                .+<FollowNotify><room_id>1</room_id>\
                                <user_openid><!\\[CDATA\\[o-lin]]></user_openid><time>\\d+</time>\
                                <live_status>101</live_status><action><!\\[CDATA\\[add_follow]]></action>\
                                </FollowNotify></xml>""";
                        });
        control.event(
                "wxalive_push_message_notify",
                Map.of("roomid", roomid, "message_id", "m-7", "total_count", 5, "success_count", 4));
        assertThat(receiver.next().plain())
                .contains("wxalive_push_message_notify")
                .endsWith(
                        switch (format) {
                            case JSON -> """
                                "message_id":"m-7","room_id":"1","total_count":"5","success_count":"4",\
                                "openid_error_count":"0","relation_error_count":"0","user_recv_limit_count":"0",\
                                "internal_error_count":"0"}""";
                            case XML -> """
                                <PushMessageApiNotify><message_id><![CDATA[m-7]]></message_id><room_id>1</room_id>\
                                <total_count>5</total_count><success_count>4</success_count>\
                                <openid_error_count>0</openid_error_count>\
                                <relation_error_count>0</relation_error_count>\
                                <user_recv_limit_count>0</user_recv_limit_count>\
                                <internal_error_count>0</internal_error_count></PushMessageApiNotify></xml>""";
                        });
    }

    @Test
    void nothing_is_pushed_while_there_is_no_callback() throws Exception {
        send("o-lin");
        callback(PushFormat.JSON, false);
        control.noCallback();
        send("o-lin");
        assertThat(control.messages()).hasSize(2);
        assertThat(control.delivered()).isEmpty();
    }

    @Test
    void a_message_that_is_refused_is_not_pushed() throws Exception {
        callback(PushFormat.JSON, false);
        assertThat(errcode(trySend("o-lin", ON_AIR))).isEqualTo(43101);
        assertThat(control.delivered()).isEmpty();
    }

    @Test
    void an_event_is_pushed_as_often_as_it_is_told_with_the_same_content() throws Exception {
        callback(PushFormat.XML, true);
        control.pushes(Duration.ofMillis(1), 2);
        send("o-lin");
        PushReceiver.Push first = receiver.next();
        PushReceiver.Push second = receiver.next();
        assertThat(first.decrypted()).isEqualTo(second.decrypted());
        assertThat(first.encrypted()).isNotEqualTo(second.encrypted());
        assertThat(first.query("nonce")).isNotEqualTo(second.query("nonce"));
        assertDelivered(new Delivered(SENT, "200", 1), new Delivered(SENT, "200", 1));
    }

    @Test
    void a_late_push_holds_nothing_up() throws Exception {
        callback(PushFormat.JSON, false);
        control.pushes(Duration.ofHours(1), 1);
        send("o-lin");
        control.pushes(Duration.ZERO, 1);
        send("o-wang");
        assertThat(receiver.next().query("openid")).isEqualTo("o-wang");
        await().untilAsserted(() -> assertThat(control.delivered())
                .containsExactly(new Delivered(SENT, Delivered.UNDER_WAY, 0), new Delivered(SENT, "200", 1)));
        assertThat(receiver.rest()).isEmpty();
    }

    @Test
    void a_push_that_failed_is_not_made_again_when_the_callback_has_ended() throws Exception {
        callback(PushFormat.JSON, false);
        CountDownLatch ended = new CountDownLatch(1);
        receiver.answers(() -> {
            ended.await();
            return 500;
        });
        send("o-lin");
        receiver.next();
        control.noCallback();
        ended.countDown();
        assertDelivered(new Delivered(SENT, "500", 1));
        assertThat(receiver.rest()).isEmpty();
    }

    @Test
    void a_reset_forgets_the_callback_and_what_was_pushed() throws Exception {
        callback(PushFormat.JSON, false);
        control.pushes(Duration.ZERO, 2);
        CountDownLatch reset = new CountDownLatch(1);
        PushReceiver.Reply failure = () -> {
            reset.await();
            return 500;
        };
        receiver.answers(failure, failure);
        send("o-lin");
        receiver.next();
        receiver.next();
        control.reset(false);
        reset.countDown();
        control.putTemplate(ON_AIR, List.of("thing1"));
        send("o-wang");
        assertThat(control.delivered()).isEmpty();

        callback(PushFormat.JSON, false);
        send("o-wang");
        assertThat(receiver.next().query("openid")).isEqualTo("o-wang");
        assertDelivered(new Delivered(SENT, "200", 1));
        assertThat(receiver.rest()).isEmpty();
    }

    @Test
    void a_push_that_fails_is_made_three_times_at_most() throws Exception {
        callback(PushFormat.JSON, true);
        receiver.answers(() -> 500, () -> 404, () -> 200);
        send("o-lin");
        String event = receiver.next().decrypted();
        assertThat(receiver.next().decrypted()).isEqualTo(event);
        assertThat(receiver.next().decrypted()).isEqualTo(event);
        assertDelivered(new Delivered(SENT, "200", 3));

        receiver.answers(() -> 500, () -> 500, () -> 502);
        send("o-lin");
        assertDelivered(new Delivered(SENT, "200", 3), new Delivered(SENT, "502", 3));
        assertThat(receiver.rest()).hasSize(3);
    }

    @Test
    void a_push_without_an_answer_is_made_again() throws Exception {
        callback(PushFormat.JSON, false);
        PushReceiver.Reply drop = () -> {
            throw new IOException("dropped");
        };
        receiver.answers(drop, drop, drop);
        send("o-lin");
        assertDelivered(new Delivered(SENT, Delivered.NO_ANSWER, 3));
        CountDownLatch tooLate = new CountDownLatch(1);
        receiver.answers(() -> {
            tooLate.await();
            return 200;
        });
        send("o-lin");
        assertDelivered(new Delivered(SENT, Delivered.NO_ANSWER, 3), new Delivered(SENT, "200", 2));
        tooLate.countDown();
    }

    @Test
    void who_is_pushed_to_may_call_the_sandbox_before_he_answers() throws Exception {
        receiver.answersTheCheck(echostr -> control.rooms().isEmpty() ? echostr : "");
        callback(PushFormat.JSON, false);
        receiver.answers(() -> control.messages().size() == 1 ? 200 : 500);
        send("o-lin");
        assertDelivered(new Delivered(SENT, "200", 1));
    }

    @Test
    void a_url_that_does_not_answer_its_echostr_is_refused_and_the_one_before_stays() throws Exception {
        callback(PushFormat.JSON, false);
        receiver.answersTheCheck(echostr -> "\"" + echostr + "\"");
        assertThatThrownBy(() -> callback(PushFormat.XML, false))
                .hasMessageStartingWith("url must answer 200 with echostr")
                .hasMessageContaining("HTTP 200 with \"\"");
        receiver.answersTheCheck(echostr -> {
            throw new IllegalStateException("dropped");
        });
        assertThatThrownBy(() -> callback(PushFormat.XML, false)).hasMessageEndingWith("nothing came back");
        assertThatThrownBy(() -> control.callback(sandbox.uri(), PushReceiver.TOKEN, PushFormat.XML))
                .hasMessageContaining("HTTP 404 with \"404 Not Found\"");
        send("o-lin");
        assertThat(receiver.next().plain()).startsWith("{");
    }

    @Test
    void a_url_may_have_a_query_of_its_own() throws Exception {
        control.callback(URI.create(receiver.uri() + "?shop=7"), PushReceiver.TOKEN, PushFormat.JSON);
        send("o-lin");
        assertThat(receiver.next().query())
                .containsOnlyKeys("shop", "signature", "timestamp", "nonce", "openid")
                .containsEntry("shop", "7");
    }

    @Test
    void a_courier_that_is_closed_sends_nothing_any_more() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Courier courier = new Courier(threads);
            HttpRequest request = HttpRequest.newBuilder(receiver.uri())
                    .POST(BodyPublishers.noBody())
                    .build();
            assertThat(courier.send(request)).isPresent();
            courier.after(Duration.ofHours(1), () -> courier.send(request));
            courier.close();
            assertThat(courier.send(request)).isEmpty();
            assertThatThrownBy(() -> courier.after(Duration.ZERO, () -> courier.send(request)))
                    .isInstanceOf(RejectedExecutionException.class);
        }
        receiver.next();
        assertThat(receiver.rest()).isEmpty();
    }

    private void callback(PushFormat format, boolean safe) {
        if (safe) {
            control.callback(receiver.uri(), PushReceiver.TOKEN, format, PushReceiver.AES_KEY);
        } else {
            control.callback(receiver.uri(), PushReceiver.TOKEN, format);
        }
    }

    private void assertDelivered(Delivered... expected) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(control.delivered()).containsExactly(expected));
    }

    /** The person accepts one message more, and it is sent. */
    private void send(String openid) throws Exception {
        control.accept(openid, ON_AIR, 1);
        assertThat(errcode(trySend(openid, ON_AIR))).isZero();
    }

    private JsonNode trySend(String openid, String templateId) throws Exception {
        return post(
                SubscriptionMessages.SEND + "?access_token=" + stableToken(),
                Map.of("touser", openid, "template_id", templateId, "data", Map.of("thing1", Map.of("value", "福利夜"))));
    }
}
