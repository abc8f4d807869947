package io.kaibo.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.testing.Output;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What WeChat's documentation shows of events, in both formats. */
class PushReadingTest {

    private static final PushText TEXT = new PushText();
    private static final PushedEvent.Sender SENDER =
            new PushedEvent.Sender("oPerson", Instant.parse("2021-05-14T05:04:05Z"));

    @Test
    void answersToAQuestionAreReadOneAsAnObjectAndSeveralAsAnArray() {
        assertThat(json("subscribe_msg_popup_event", "\"List\":" + answer("t1", "accept")))
                .contains(new PushedEvent.Popup(SENDER, List.of(new PushedEvent.Choice("t1", true))));
        assertThat(json(
                        "subscribe_msg_popup_event",
                        "\"List\":[" + answer("t1", "accept") + "," + answer("t2", "reject") + "]"))
                .contains(new PushedEvent.Popup(
                        SENDER, List.of(new PushedEvent.Choice("t1", true), new PushedEvent.Choice("t2", false))));
        assertThat(json("subscribe_msg_popup_event", "\"List\":[" + answer("t1", "reject") + "]"))
                .contains(new PushedEvent.Popup(SENDER, List.of(new PushedEvent.Choice("t1", false))));
    }

    @Test
    void answersToAQuestionAreReadFromTheWrapperThatXmlHas() {
        assertThat(xml(
                        "subscribe_msg_popup_event",
                        "<SubscribeMsgPopupEvent>" + xmlAnswer("t1", "accept") + "</SubscribeMsgPopupEvent>"))
                .contains(new PushedEvent.Popup(SENDER, List.of(new PushedEvent.Choice("t1", true))));
        assertThat(xml(
                        "subscribe_msg_popup_event",
                        "<SubscribeMsgPopupEvent>\n  " + xmlAnswer("t1", "accept") + "\n  " + xmlAnswer("t2", "reject")
                                + xmlAnswer("t3", "reject") + "\n</SubscribeMsgPopupEvent>"))
                .contains(new PushedEvent.Popup(
                        SENDER,
                        List.of(
                                new PushedEvent.Choice("t1", true),
                                new PushedEvent.Choice("t2", false),
                                new PushedEvent.Choice("t3", false))));
    }

    @Test
    void anAnswerThatIsNeitherYesNorNoIsNone() {
        assertThat(json(
                        "subscribe_msg_popup_event",
                        "\"List\":[" + answer("t1", "acceptWithSomething") + "," + answer("t2", "accept") + "]"))
                .contains(new PushedEvent.Popup(SENDER, List.of(new PushedEvent.Choice("t2", true))));
    }

    @Test
    void theTemplatesThatAViewerTurnedOffAreRead() {
        assertThat(json(
                        "subscribe_msg_change_event",
                        "\"List\":[" + answer("t1", "reject") + "," + answer("t2", "accept") + "]"))
                .contains(new PushedEvent.Change(SENDER, List.of("t1")));
        assertThat(xml(
                        "subscribe_msg_change_event",
                        "<SubscribeMsgChangeEvent>" + xmlAnswer("t1", "reject") + "</SubscribeMsgChangeEvent>"))
                .contains(new PushedEvent.Change(SENDER, List.of("t1")));
    }

    @Test
    void resultsAreReadTheirNumbersAsTextAndAsNumbers() {
        var delivered = new PushedEvent.MessageDelivery("t1", 1_700_827_132_819_554_304L, 0);
        assertThat(json(
                        "subscribe_msg_sent_event",
                        "\"List\":{\"TemplateId\":\"t1\",\"MsgID\":\"1700827132819554304\",\"ErrorCode\":\"0\"}"))
                .contains(new PushedEvent.Sent(SENDER, List.of(delivered)));
        assertThat(json(
                        "subscribe_msg_sent_event",
                        "\"List\":[{\"TemplateId\":\"t1\",\"MsgID\":1700827132819554304,\"ErrorCode\":0},"
                                + "{\"TemplateId\":\"t1\",\"MsgID\":9223372036854775807,\"ErrorCode\":-3}]"))
                .contains(new PushedEvent.Sent(
                        SENDER, List.of(delivered, new PushedEvent.MessageDelivery("t1", Long.MAX_VALUE, -3))));
        assertThat(xml(
                        "subscribe_msg_sent_event",
                        "<SubscribeMsgSentEvent><List><TemplateId><![CDATA[t1]]></TemplateId>"
                                + "<MsgID>1700827132819554304</MsgID><ErrorCode>0</ErrorCode>"
                                + "<ErrorStatus><![CDATA[success]]></ErrorStatus></List></SubscribeMsgSentEvent>"))
                .contains(new PushedEvent.Sent(SENDER, List.of(delivered)));
        assertThat(delivered.delivered()).isTrue();
        assertThat(new PushedEvent.MessageDelivery("t1", 1, 1).delivered()).isFalse();
    }

    @Test
    void theBeginningAndTheEndOfFollowingAreReadNestedAndFlat() {
        var began = new PushedEvent.Followed(
                new PushedEvent.Sender("oFollower", Instant.parse("2021-05-14T05:04:05Z")), 7, true);
        String flat = "\"room_id\":7,\"user_openid\":\"oFollower\",\"time\":1546924844,\"live_status\":101,"
                + "\"action\":\"add_follow\"";
        assertThat(json("wxalive_follow_notify", flat)).contains(began);
        assertThat(json("wxalive_follow_notify", "\"FollowNotify\":{" + flat + "}"))
                .contains(began);
        assertThat(xml(
                        "wxalive_follow_notify",
                        "<FollowNotify><room_id>7</room_id><user_openid><![CDATA[oFollower]]></user_openid>"
                                + "<time>1546924844</time><live_status>103</live_status>"
                                + "<action><![CDATA[del_follow]]></action></FollowNotify>"))
                .contains(new PushedEvent.Followed(began.by(), 7, false));
    }

    /** WeChat's documentation of wxalive_follow_notify shows CDATA without its outer marks. */
    @Test
    void theMarksOfCdataThatWeChatsSamplesWriteAsTextAreNoPartOfTheText() {
        var began = new PushedEvent.Followed(
                new PushedEvent.Sender("oFollower", Instant.parse("2021-05-14T05:04:05Z")), 7, true);
        String sample = """
            <xml>
              <ToUserName><![CDATA[toUser]]></ToUserName>
              <FromUserName><![CDATA[fromUser]]></FromUserName>
              <CreateTime>1620968645</CreateTime>
              <MsgType><![CDATA[event]]></MsgType>
              <Event>%s</Event>
              <FollowNotify>
                <room_id>%s</room_id>
                <user_openid>%s</user_openid>
                <time>1546924844</time>
                <live_status>101</live_status>
                <action>%s</action>
              </FollowNotify>
            </xml>\
            """;
        for (String marked : List.of(
                "![CDATA[%s]]",
                "![CDATA[%s]]&gt;",
                "&lt;![CDATA[%s]]",
                "&lt;![CDATA[%s]]&gt;",
                "\n ![CDATA[ %s\n]]\n",
                "<![CDATA[![CDATA[%s]]]]>",
                "<![CDATA[%s]]>")) {
            assertThat(read(sample.formatted(
                            marked.formatted("wxalive_follow_notify"),
                            marked.formatted("7"),
                            marked.formatted("oFollower"),
                            marked.formatted("add_follow"))))
                    .as(marked)
                    .contains(began);
        }
        assertThat(json(
                        "wxalive_follow_notify",
                        "\"room_id\":\"![CDATA[7]]\",\"user_openid\":\"<![CDATA[oFollower]]>\",\"live_status\":101,"
                                + "\"action\":\"![CDATA[add_follow]]\""))
                .contains(began);
    }

    @Test
    void lineEndsAroundATextAreNoPartOfIt() {
        var expected = new PushedEvent.Sent(SENDER, List.of(new PushedEvent.MessageDelivery("t1", 71, 0)));
        String event = """
            <xml><FromUserName>%1$soPerson%1$s</FromUserName><CreateTime>%1$s1620968645%1$s</CreateTime>
            <Event>%1$s<![CDATA[subscribe_msg_sent_event]]>%1$s</Event><SubscribeMsgSentEvent><List>
            <TemplateId><![CDATA[%1$st1%1$s]]></TemplateId><MsgID>%1$s71%1$s</MsgID><ErrorCode>%1$s0</ErrorCode>
            </List></SubscribeMsgSentEvent></xml>\
            """;
        for (String around : List.of("", " ", "\n", "\r\n\t  ")) {
            assertThat(read(event.formatted(around))).contains(expected);
        }
        assertThat(read("{\"FromUserName\":\"oPerson\\n\",\"CreateTime\":\" 1620968645\",\"Event\":"
                        + "\"subscribe_msg_sent_event \",\"List\":{\"TemplateId\":\"\\nt1\",\"MsgID\":\"71\\n\","
                        + "\"ErrorCode\":\" 0 \"}}"))
                .contains(expected);
    }

    @Test
    void anEntryThatCannotBeReadKeepsNoOtherOut() {
        String list =
                "\"List\":[" + answer("t1", "accept") + ",{\"TemplateId\":{}},null," + answer("t2", "reject") + "]";
        List<Optional<PushedEvent>> read = new ArrayList<>();
        List<String> lines = Output.of(() -> read.add(json("subscribe_msg_popup_event", list)));
        assertThat(read)
                .containsExactly(Optional.of(new PushedEvent.Popup(
                        SENDER, List.of(new PushedEvent.Choice("t1", true), new PushedEvent.Choice("t2", false)))));
        assertThat(lines).singleElement().asString().endsWith("of the 4 entries of a push 2 cannot be read");
    }

    @Test
    void theCountsOfALiveMessageAreRead() {
        assertThat(xml(
                        "wxalive_push_message_notify",
                        "<PushMessageApiNotify><message_id><![CDATA[1622047360795164672]]></message_id>"
                                + "<room_id>7</room_id><total_count>21</total_count><success_count>11</success_count>"
                                + "<openid_error_count>1</openid_error_count><relation_error_count>2</relation_error_count>"
                                + "<user_recv_limit_count>3</user_recv_limit_count>"
                                + "<internal_error_count>4</internal_error_count></PushMessageApiNotify>"))
                .contains(new PushedEvent.LivePushed(SENDER.at(), 7, "1622047360795164672", 21, 11, 1, 2, 3, 4));
    }

    @Test
    void aFollowWithoutTheStateOfItsRoomIsOneAllTheSame() {
        assertThat(json("wxalive_follow_notify", "\"room_id\":7,\"user_openid\":\"o\",\"action\":\"add_follow\""))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"action\":\"CheckContainerPath\"}",
                "{\"Event\":null}",
                "{\"Event\":{}}",
                "{\"MsgType\":\"text\",\"Content\":\"subscribe_msg_sent_event\"}",
                "{\"Event\":\"wxa_live_apply_event\",\"List\":7}",
                "<xml><action>CheckContainerPath</action></xml>",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- c --><xml><Event>a&amp;b</Event></xml>\n"
            })
    void anythingElseIsAnotherEvent(String text) {
        assertThat(read(text)).contains(new PushedEvent.Other());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "subscribe_msg_popup_event",
                "[]",
                "7",
                "null",
                "{\"Event\":\"x\"",
                "{\"Event\":\"x\"} {}",
                "{\"Event\":\"x\",\"Event\":\"y\"}",
                "<xml/>",
                "<xml></xml>",
                "<xml>text</xml>",
                "<html><Event>x</Event></html>",
                "<xml><Event>x</xml>",
                "<xml><Event>x</Event>",
                "<xml><Event>x</Event></xml>junk",
                "<xml><Event>x</Event></xml><xml><Event>x</Event></xml>",
                "<xml><Event>&unknown;</Event></xml>",
                "<xml><?php x ?><Event>x</Event></xml>",
                "<!DOCTYPE xml><xml><Event>x</Event></xml>",
                "<!DOCTYPE xml [<!ENTITY e \"x\">]><xml><Event>&e;</Event></xml>",
                "<!DOCTYPE xml [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xml><Event>&e;</Event></xml>",
                "<!DOCTYPE xml SYSTEM \"http://127.0.0.1:1/x.dtd\"><xml><Event>x</Event></xml>",
                "<xml><a><b><c><d><e><f><g><h/></g></f></e></d></c></b></a><Event>x</Event></xml>"
            })
    void whatIsNeitherJsonNorXmlIsNothing(String text) {
        assertThat(read(text)).isEmpty();
    }

    @Test
    void neitherDepthNorEntitiesNorBrokenTextCostAnything() {
        assertThat(read("[".repeat(60_000))).isEmpty();
        assertThat(read("{\"a\":".repeat(10_000))).isEmpty();
        assertThat(read("<xml>" + "<a>".repeat(20_000))).isEmpty();
        assertThat(read("<xml>" + "<a>".repeat(5_000) + "</a>".repeat(5_000) + "</xml>"))
                .isEmpty();
        StringBuilder bomb = new StringBuilder("<!DOCTYPE xml [<!ENTITY e0 \"x\">");
        for (int i = 1; i < 40; i++) {
            bomb.append("<!ENTITY e")
                    .append(i)
                    .append(" \"")
                    .append(("&e" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        assertThat(read(bomb + "]><xml><Event>&e39;</Event></xml>")).isEmpty();
        assertThat(TEXT.read(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xff, '"', '}'}))
                .isEmpty();
        assertThat(TEXT.read("{\"a\":1}".getBytes(StandardCharsets.UTF_16))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"List\":\"t1\"",
                "\"List\":null",
                "\"List\":[\"t1\"]",
                "\"List\":{\"TemplateId\":\"t1\"}",
                "\"List\":{\"TemplateId\":\"t1\",\"MsgID\":1}",
                "\"List\":{\"TemplateId\":\"t1\",\"ErrorCode\":0}",
                "\"List\":{\"MsgID\":1,\"ErrorCode\":0}",
                "\"List\":{\"TemplateId\":\"\",\"MsgID\":1,\"ErrorCode\":0}",
                "\"List\":{\"TemplateId\":{},\"MsgID\":1,\"ErrorCode\":0}",
                "\"List\":{\"TemplateId\":null,\"MsgID\":1,\"ErrorCode\":0}",
                "\"List\":{\"TemplateId\":\"t1\",\"MsgID\":9223372036854775808,\"ErrorCode\":0}",
                "\"List\":{\"TemplateId\":\"t1\",\"MsgID\":\"x1\",\"ErrorCode\":0}",
                "\"List\":{\"TemplateId\":\"t1\",\"MsgID\":1.5,\"ErrorCode\":0}",
                "\"List\":{\"TemplateId\":\"t1\",\"MsgID\":1,\"ErrorCode\":\"none\"}",
                "\"List\":{\"TemplateId\":\"t1\",\"MsgID\":1,\"ErrorCode\":\"\"}",
                "\"List\":{\"TemplateId\":\"t1\",\"MsgID\":1,\"ErrorCode\":99999999999999999999}"
            })
    void aResultThatLacksSomethingIsNothing(String list) {
        assertThat(json("subscribe_msg_sent_event", list)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "100000000000", "1620968645.5", "2021-05-14T05:04:05Z"})
    void anEventWithoutATimeIsNothing(String time) {
        String event =
                "{\"Event\":\"subscribe_msg_change_event\",\"FromUserName\":\"oPerson\",\"CreateTime\":\"%s\",\"List\":"
                        + answer("t1", "reject") + "}";
        assertThat(read(event.formatted("1620968645"))).isPresent();
        assertThat(read(event.formatted(time))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-7", "\"\"", "\"seven\"", "1000000000000000000"})
    void aRoomThatIsNoneIsNothing(String room) {
        assertThat(json(
                        "wxalive_follow_notify",
                        "\"room_id\":" + room + ",\"user_openid\":\"o\",\"live_status\":101,\"action\":\"add_follow\""))
                .isEmpty();
    }

    @Test
    void aNameThatIsLikeNoneOfWeChatsIsNone() {
        assertThat(json("subscribe_msg_change_event", "\"List\":" + answer("t".repeat(128), "reject")))
                .isPresent();
        for (String name : List.of("t".repeat(129), "t t", "t\\nt", "\\u0000", "模板", "\\ud800")) {
            assertThat(json("subscribe_msg_change_event", "\"List\":" + answer(name, "reject")))
                    .as(name)
                    .isEmpty();
        }
    }

    @Test
    void noEventSaysWhoseItIsWhenItIsPrinted() {
        for (String event : List.of("subscribe_msg_popup_event", "subscribe_msg_change_event")) {
            assertThat(json(event, "\"List\":" + answer("t1", "reject"))
                            .orElseThrow()
                            .toString())
                    .contains("t1")
                    .doesNotContain("oPerson");
        }
    }

    private static Optional<PushedEvent> json(String event, String more) {
        return read("{\"ToUserName\":\"gh_1\",\"FromUserName\":\"oPerson\",\"CreateTime\":\"1620968645\","
                + "\"MsgType\":\"event\",\"Event\":\"" + event + "\"" + (more.isEmpty() ? "" : "," + more) + "}");
    }

    private static Optional<PushedEvent> xml(String event, String more) {
        return read(
                "<xml>\n<ToUserName><![CDATA[gh_1]]></ToUserName>\n<FromUserName><![CDATA[oPerson]]></FromUserName>\n"
                        + "<CreateTime>1620968645</CreateTime>\n<MsgType><![CDATA[event]]></MsgType>\n<Event><![CDATA["
                        + event
                        + "]]></Event>\n" + more + "</xml>");
    }

    private static Optional<PushedEvent> read(String text) {
        return TEXT.read(text.getBytes(StandardCharsets.UTF_8)).flatMap(PushReading::read);
    }

    private static String answer(String templateId, String status) {
        return "{\"TemplateId\":\"" + templateId + "\",\"SubscribeStatusString\":\"" + status
                + "\",\"PopupScene\":\"0\"}";
    }

    private static String xmlAnswer(String templateId, String status) {
        return "<List><TemplateId><![CDATA[" + templateId + "]]></TemplateId><SubscribeStatusString><![CDATA[" + status
                + "]]></SubscribeStatusString><PopupScene>2</PopupScene></List>";
    }
}
