package io.kaibo.push;

import static io.kaibo.reminder.PushedMessages.accept;
import static io.kaibo.reminder.PushedMessages.fresh;
import static io.kaibo.reminder.PushedMessages.reject;
import static io.kaibo.reminder.PushedMessages.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaibo.aws.Deployment;
import io.kaibo.aws.Item;
import io.kaibo.local.LocalSecrets;
import io.kaibo.person.LocalPersons;
import io.kaibo.reminder.PushedMessages;
import io.kaibo.reminder.ReminderItems;
import io.kaibo.reminder.ledger.LedgerTable;
import io.kaibo.reminder.ledger.LiveCounts;
import io.kaibo.reminder.ledger.LivePush;
import io.kaibo.reminder.ledger.TemplateCounts;
import io.kaibo.room.RoomId;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Output;
import io.kaibo.testing.Pushing;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.Together;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What WeChat pushes, and what others push in its name. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class WechatCallbackTest {

    private static final Pushing WECHAT = Pushing.local();
    private static final String PATH = "/callbacks/wechat";

    @Inject
    Http http;

    @Inject
    World world;

    @Inject
    LedgerTable ledger;

    @Inject
    DynamoDbClient dynamoDb;

    @Inject
    Deployment deployment;

    private final String template = fresh("t");
    private final String person = fresh("o");

    @BeforeEach
    void clean() {
        world.clean();
    }

    @Test
    void weChatIsToldThatItIsWeWhoAnswerHere() {
        Http.Answer answer = check(WECHAT.plain("", now()).query() + "&echostr=4375120948345356249");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().asText()).isEqualTo("4375120948345356249");
        assertThat(answer.headers())
                .containsEntry("content-type", "text/plain; charset=utf-8")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("cache-control", "no-store");
    }

    @Test
    void otherCallersAreToldNothing() {
        String good = WECHAT.plain("", now()).query();
        var guessed = new Pushing("guessed", WECHAT.encodingAesKey(), WECHAT.appid());
        List<String> bad = List.of(
                good,
                guessed.plain("", now()).query() + "&echostr=1",
                "echostr=1",
                good.replaceFirst("signature=[^&]*&", "") + "&echostr=1",
                good.replaceFirst("&timestamp=[^&]*", "") + "&echostr=1",
                good.replaceFirst("&nonce=[^&]*", "") + "&echostr=1",
                good.replaceFirst("nonce=.", "nonce=") + "&echostr=1",
                WECHAT.plain("", now().minus(Duration.ofMinutes(6))).query() + "&echostr=1",
                WECHAT.plain("", now().plus(Duration.ofMinutes(6))).query() + "&echostr=1");
        assertThat(bad).allSatisfy(query -> assertRefused(check(query)));
    }

    /** The digest of an openid and a second could be found by trying. */
    @Test
    void theKeyOfAnEventIsMadeOfThePersonAndNotOfTheOpenid() {
        Instant at = now();
        String seconds = Long.toString(at.getEpochSecond());
        String room = Long.toString(new Random().nextLong(1, 1_000_000_000L));
        taken(safe(PushedMessages.popup(person, at, accept(template))));
        taken(safe(PushedMessages.change(person, at, reject(template))));
        taken(safe(PushedMessages.sent(person, at, result(template, 71, 0))));
        taken(safe(PushedMessages.followed(person, Long.parseLong(room), at, "add_follow")));
        String pseudonym = LocalPersons.of(person).value();
        assertThat(keysOfLedger())
                .containsExactlyInAnyOrder(
                        sha256("popup", "accepted", pseudonym, seconds, template),
                        sha256("change", pseudonym, seconds, template),
                        sha256("sent", pseudonym, template, "71"),
                        sha256("followed", pseudonym, seconds, "wx-" + room));
    }

    private List<String> keysOfLedger() {
        return world.items(ReminderItems.TABLE).stream()
                .filter(item -> item.get("pk").s().startsWith("LEDGER#"))
                .map(item -> item.get("sk").s())
                .toList();
    }

    private static String sha256(String... event) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(String.join("\n", event).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void answersAboutOneTemplateAndAboutSeveralAreCountedInJsonAndInXml() {
        String other = fresh("t");
        taken(WECHAT.safe(PushedMessages.popup(person, now(), accept(template)), now()));
        taken(WECHAT.safeXml(PushedMessages.popup(fresh("o"), now(), accept(template), reject(other)), now()));
        taken(WECHAT.safe("""
            <xml><FromUserName><![CDATA[%s]]></FromUserName><CreateTime>%d</CreateTime>
            <Event><![CDATA[subscribe_msg_popup_event]]></Event><SubscribeMsgPopupEvent>
            <List><TemplateId><![CDATA[%s]]></TemplateId><SubscribeStatusString>reject</SubscribeStatusString></List>
            <List><TemplateId><![CDATA[%s]]></TemplateId><SubscribeStatusString>accept</SubscribeStatusString></List>
            </SubscribeMsgPopupEvent></xml>\
            """.formatted(fresh("o"), now().getEpochSecond(), template, other), now()));
        taken(WECHAT.safeXml("""
            <xml><FromUserName><![CDATA[%s]]></FromUserName><CreateTime>%d</CreateTime>
            <Event><![CDATA[subscribe_msg_change_event]]></Event><SubscribeMsgChangeEvent>
            <List><TemplateId><![CDATA[%s]]></TemplateId><SubscribeStatusString>reject</SubscribeStatusString></List>
            </SubscribeMsgChangeEvent></xml>\
            """.formatted(person, now().getEpochSecond(), template), now()));
        assertThat(ledger.counts(template)).isEqualTo(new TemplateCounts(2, 1, 1, 0, 0));
        assertThat(ledger.counts(other)).isEqualTo(new TemplateCounts(1, 1, 0, 0, 0));
    }

    @Test
    void aMessageIsCountedOnceWhateverTheTimeOfItsEvent() {
        taken(safe(PushedMessages.sent(person, now(), result(template, 71, 0), result(template, 72, 3))));
        taken(safe(PushedMessages.sent(person, now().plusSeconds(1), result(template, 71, 0))));
        assertThat(ledger.counts(template)).isEqualTo(new TemplateCounts(0, 0, 0, 1, 1));
    }

    @Test
    void followersAndMessagesToThemAreCountedByRoom() {
        long room = roomId();
        Instant at = now();
        taken(safe(PushedMessages.followed(person, room, at, "add_follow")));
        taken(safe(PushedMessages.followed(person, room, at, "del_follow")));
        taken(safe(PushedMessages.followed(person, room + 1, at, "add_follow")));
        taken(safe(PushedMessages.followed(fresh("o"), room, at, "add_follow")));
        String message = fresh("7");
        Instant early = Instant.ofEpochSecond(1_800_000_001);
        Instant late = Instant.ofEpochSecond(1_800_000_002);
        for (int time = 0; time < 3; time++) {
            taken(safe(PushedMessages.followed(person, room, at, "add_follow")));
            taken(safe(PushedMessages.livePushed(room, message, late, 21, 11)));
        }
        taken(safe(PushedMessages.livePushed(room, fresh("7"), early, 30, 20)));
        assertThat(ledger.counts(RoomId.ofWeChat(room)))
                .isEqualTo(new LiveCounts(
                        2,
                        1,
                        List.of(new LivePush(early, 30, 20, 1, 2, 3, 4), new LivePush(late, 21, 11, 1, 2, 3, 4))));
        assertThat(ledger.counts(RoomId.ofWeChat(room + 1))).isEqualTo(new LiveCounts(1, 0, List.of()));
    }

    @Test
    void eventsThatDifferInPersonTimeOrKindAreCountedEach() {
        Instant at = now();
        for (int each = 0; each < 3; each++) {
            taken(safe(PushedMessages.popup(person, at.plusSeconds(each), accept(template))));
            taken(safe(PushedMessages.popup(person + each, at, accept(template))));
            taken(safe(PushedMessages.change(person, at.plusSeconds(each), reject(template))));
        }
        assertThat(ledger.counts(template)).isEqualTo(new TemplateCounts(6, 0, 3, 0, 0));
    }

    @Test
    void aRefusalAndAnAcceptOfOneSecondInTwoPushesAreBothCountedAndEachOnce() {
        Instant at = now();
        for (int time = 0; time < 3; time++) {
            taken(safe(PushedMessages.popup(person, at, reject(template))));
            taken(WECHAT.safeXml(PushedMessages.popup(person, at, accept(template)), at));
        }
        assertThat(ledger.counts(template)).isEqualTo(new TemplateCounts(1, 1, 0, 0, 0));
    }

    @Test
    void eventsThatAreToldManyTimesAtOnceAreCountedOnce() throws Exception {
        List<Callable<Integer>> deliveries = new ArrayList<>();
        for (int each = 0; each < 40; each++) {
            Pushing.Pushed popup = safe(PushedMessages.popup(fresh("o"), now(), accept(template)));
            Pushing.Pushed sent = safe(PushedMessages.sent(fresh("o"), now(), result(template, 71, 0)));
            for (int time = 0; time < 4; time++) {
                deliveries.add(() -> push(popup).status());
                deliveries.add(() -> push(sent).status());
            }
        }
        Collections.shuffle(deliveries, new Random(20260730));
        assertThat(Together.run(deliveries)).hasSize(320).containsOnly(200);
        assertThat(ledger.counts(template)).isEqualTo(new TemplateCounts(40, 0, 0, 40, 0));
    }

    @Test
    void aPushThatAStrangerSendsAgainCountsNothingAndIsSoonRefused() {
        Pushing.Pushed kept = safe(PushedMessages.popup(person, now(), accept(template)));
        taken(kept);
        taken(kept);
        world.clock().advance(Duration.ofMinutes(4));
        taken(kept);
        assertThat(ledger.counts(template)).isEqualTo(new TemplateCounts(1, 0, 0, 0, 0));
        world.clock().advance(Duration.ofMinutes(2));
        assertRefused(push(kept));
    }

    @Test
    void anEntryOfTheLedgerNamesNoPersonAndEndsAfterNinetyDays() {
        Instant at = now();
        taken(safe(PushedMessages.popup(person, at, accept(template))));
        List<Item> found = SetupCalls.call(() -> IntStream.range(0, 16)
                .mapToObj(shard -> "LEDGER#" + template + "#" + shard)
                .flatMap(pk -> dynamoDb
                        .query(query -> query.tableName(deployment.resource("reminders"))
                                .keyConditionExpression("pk = :pk")
                                .expressionAttributeValues(Map.of(":pk", Item.of(pk))))
                        .items()
                        .stream())
                .map(Item::new)
                .toList());
        assertThat(found).hasSize(1);
        Item entry = found.getFirst();
        assertThat(entry.attributes()).containsOnlyKeys("pk", "sk", "what", "at", "expiresAt");
        assertThat(entry.toString()).doesNotContain(person);
        assertThat(entry.text("sk")).matches("[0-9a-f]{64}");
        assertThat(entry.instant("at")).isEqualTo(Instant.ofEpochSecond(at.getEpochSecond()));
        assertThat(entry.number("expiresAt"))
                .isEqualTo(at.plus(Duration.ofDays(90)).getEpochSecond());
    }

    @Test
    void aForgedOrStaleOrChangedOrPlainPushIsRefusedAndChangesNothing() {
        String message = PushedMessages.popup(person, now(), accept(template));
        Pushing.Pushed good = safe(message);
        var otherToken = new Pushing("guessed", WECHAT.encodingAesKey(), WECHAT.appid());
        var otherKey = new Pushing(WECHAT.token(), "k".repeat(43), WECHAT.appid());
        var otherAppid = new Pushing(WECHAT.token(), WECHAT.encodingAesKey(), "wx0a1b2c3d4e5f6072");
        String other = WECHAT.encrypt("fedcba9876543210", message.getBytes(StandardCharsets.UTF_8));
        List<Pushing.Pushed> bad = List.of(
                WECHAT.plain(message, now()),
                new Pushing.Pushed(good.query(), message),
                new Pushing.Pushed(good.query(), "{\"Encrypt\":\"" + other + "\"}"),
                new Pushing.Pushed(good.query(), ""),
                new Pushing.Pushed(good.query().replaceFirst("&msg_signature=.*", ""), good.body()),
                new Pushing.Pushed("nonce=1", good.body()),
                WECHAT.safe(message, now().minus(Duration.ofMinutes(6))),
                WECHAT.safe(message, now().plus(Duration.ofMinutes(6))),
                WECHAT.encrypted("AAAA", now()),
                otherToken.safe(message, now()),
                otherKey.safe(message, now()),
                otherAppid.safe(message, now()));
        List<Http.Answer> answers = bad.stream().map(this::push).toList();
        assertThat(answers).allSatisfy(WechatCallbackTest::assertRefused);
        // none of them tells which check it was
        assertThat(answers.stream()
                        .map(answer -> ((ObjectNode) answer.body()).without("instance"))
                        .distinct())
                .hasSize(1);
        assertThat(Calls.made()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{\"Event\":\"subscribe_msg_popup_event\"}",
                "<xml><Event>subscribe_msg_sent_event</Event></xml>",
                "<xml><Event>",
                "<!DOCTYPE xml [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xml><Event>&e;</Event></xml>"
            })
    void whatIsWeChatsAndCannotBeReadIsUnreadableAndChangesNothing(String message) {
        Http.Answer answer = push(safe(message));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo("body");
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(Calls.made()).isEmpty();
    }

    @Test
    void aQueryParameterThatWeChatMayAddOneDayKeepsNoEventOut() {
        Pushing.Pushed good = safe(PushedMessages.popup(person, now(), accept(template)));
        assertThat(push(new Pushing.Pushed(good.query() + "&region=1", good.body()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void otherRequestsAreAnsweredAsEverywhere() {
        Pushing.Pushed good = safe(PushedMessages.popup(person, now(), accept(template)));
        assertThat(push(new Pushing.Pushed(good.query(), "x".repeat(64 * 1024 + 1)))
                        .status())
                .isEqualTo(413);
        assertThat(http.call("PUT", PATH).to("wechat-callback").status()).isEqualTo(405);
        assertThat(http.get(PATH + "/more").to("wechat-callback").status()).isEqualTo(404);
        assertThat(Calls.made()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"FromUserName\":\"o\",\"CreateTime\":1,\"MsgType\":\"text\",\"Content\":\"hello\",\"MsgId\":1}",
                "{\"FromUserName\":\"o\",\"CreateTime\":1,\"MsgType\":\"event\",\"Event\":\"debug_demo\"}",
                "{\"action\":\"CheckContainerPath\"}",
                "<xml><MsgType>event</MsgType><Event>wxa_live_apply_event</Event></xml>"
            })
    void eventsThatAreNothingToUsAreTakenAndForgotten(String message) {
        taken(safe(message));
        assertThat(Calls.made()).isEmpty();
    }

    @Test
    void neitherPeopleNorSecretsNorSignaturesAreWrittenDown() {
        String message = PushedMessages.sent(person, now(), result(template, 71, 0));
        Pushing.Pushed good = safe(message);
        List<String> lines = Output.of(() -> {
            taken(good);
            check(WECHAT.plain("", now()).query() + "&echostr=theEchoThatWeChatSent");
            push(new Pushing.Pushed(good.query(), message));
            push(safe(message.substring(0, message.length() - 1)));
            Calls.plan(new Calls.Fault(Calls.made().size() + 1, Calls.Moment.BEFORE, Calls.Kind.FAILED));
            assertThat(push(good).status()).isEqualTo(500);
        });
        assertThat(lines).hasSizeGreaterThan(5);
        assertThat(String.join("\n", lines))
                .contains("POST /callbacks/wechat")
                .doesNotContain(person)
                .doesNotContain(LocalSecrets.PUSH_TOKEN)
                .doesNotContain(LocalSecrets.PUSH_AES_KEY)
                .doesNotContain("theEchoThatWeChatSent")
                .doesNotContain(good.query().replaceFirst(".*msg_signature=", ""));
    }

    private Http.Answer check(String query) {
        return http.get(PATH + "?" + query).to("wechat-callback");
    }

    private Http.Answer push(Pushing.Pushed pushed) {
        return http.post(PATH + "?" + pushed.query())
                .header("content-type", "text/xml")
                .body(pushed.body())
                .to("wechat-callback");
    }

    private void taken(Pushing.Pushed pushed) {
        Http.Answer answer = push(pushed);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-type", "text/plain; charset=utf-8");
        assertThat(answer.body().asText()).isEqualTo("success");
    }

    private static void assertRefused(Http.Answer answer) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.headers())
                .containsEntry("content-type", "application/problem+json")
                .containsEntry("cache-control", "no-store");
        assertThat(answer.body().path("detail").asText()).isEqualTo("Only WeChat may push here.");
        assertThat(answer.body().has("errors")).isFalse();
    }

    private Pushing.Pushed safe(String message) {
        return WECHAT.safe(message, now());
    }

    private Instant now() {
        return world.clock().instant();
    }

    private static long roomId() {
        return new Random().nextLong(1, 100_000_000_000_000_000L);
    }
}
