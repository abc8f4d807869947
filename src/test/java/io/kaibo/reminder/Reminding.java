package io.kaibo.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.aws.Item;
import io.kaibo.aws.Words;
import io.kaibo.http.Viewer;
import io.kaibo.http.ViewerTokens;
import io.kaibo.local.LocalLambda;
import io.kaibo.message.SendState;
import io.kaibo.person.LocalPersons;
import io.kaibo.person.PeopleItems;
import io.kaibo.person.Person;
import io.kaibo.reminder.send.ReminderPage;
import io.kaibo.reminder.subscription.Subscription;
import io.kaibo.reminder.subscription.SubscriptionTable;
import io.kaibo.room.Announcement;
import io.kaibo.room.RoomId;
import io.kaibo.sandbox.SandboxControl;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.Http;
import io.kaibo.testing.Pushing;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What viewers, operators, rooms and queues do around reminders. */
@Singleton
public class Reminding {

    public static final String TEMPLATE = "on-air-template";
    public static final String SOON_TEMPLATE = "soon-template";
    public static final int SOME_TIME = 20;

    /** The shard of {@link #neighbours}, in which none of the first persons of {@link #person} is. */
    private static final int NEIGHBOURHOOD = 0;

    private final World world;
    private final Http http;
    private final LocalLambda lambda;
    private final Deliveries deliveries;
    private final PeopleItems peopleItems;
    private final ViewerTokens tokens;
    private final Set<String> loggedIn = ConcurrentHashMap.newKeySet();
    private int people;

    Reminding(
            World world,
            Http http,
            LocalLambda lambda,
            Deliveries deliveries,
            PeopleItems peopleItems,
            ViewerTokens tokens) {
        this.world = world;
        this.http = http;
        this.lambda = lambda;
        this.deliveries = deliveries;
        this.peopleItems = peopleItems;
        this.tokens = tokens;
    }

    /** Nothing anywhere but the two templates, at WeChat and here. */
    public void clean() {
        world.clean();
        deliveries.takeFailures();
        loggedIn.clear();
        people = 0;
        templates();
        io.kaibo.testing.Calls.reset();
    }

    /** The two templates, at WeChat and here. */
    void templates() {
        template(TEMPLATE, "on-air");
        template(SOON_TEMPLATE, "starting-soon");
    }

    public void template(String id, String kind) {
        world.sandbox().putTemplate(id, List.of("thing1", "time2", "thing3"));
        Http.Answer answer = putTemplate(id, """
                {"kind":"%s","page":"pages/room?id={roomId}",
                 "fields":{"thing1":{"room":"name"},"time2":{"room":"starts-at"},"thing3":{"text":"直播开始了，快来看"}}}
                """.formatted(kind));
        assertThat(answer.status()).isEqualTo(200);
    }

    public Http.Answer putTemplate(String id, String body) {
        return http.call("PUT", "/admin/reminders/templates/" + id)
                .asOperator()
                .json(body)
                .to("reminder-admin");
    }

    public Http.Answer deleteTemplate(String id) {
        return http.call("DELETE", "/admin/reminders/templates/" + id)
                .asOperator()
                .to("reminder-admin");
    }

    /** A room to come, known to Kaibo; its number at WeChat. */
    public long room() {
        return room(Map.of());
    }

    public long room(Map<String, ?> fields) {
        var all = new HashMap<String, Object>(Map.of("live_status", 102));
        all.putAll(fields);
        long room = world.sandbox().createRoom(all).roomid();
        SetupCalls.run(this::sync);
        return room;
    }

    public static RoomId id(long room) {
        return new RoomId("wx-" + room);
    }

    public JsonNode sync() {
        return world.tree(new String(
                lambda.invoke("room-sync", "{\"pass\":\"recent\"}".getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8));
    }

    /** A new person who has accepted two messages of the template: the second would come, if it were sent. */
    public String person() {
        String openid = "o-person-" + ++people;
        world.sandbox().accept(openid, TEMPLATE, 2);
        return openid;
    }

    public Http.Answer subscribe(String openid, long room) {
        return subscribe(openid, room, "", TEMPLATE);
    }

    public Http.Answer subscribe(String openid, long room, String query, String templateId) {
        return as(openid, "PUT", "/reminders/wx-" + room + query)
                .json("{\"templateId\":\"" + templateId + "\"}")
                .to("reminder-api");
    }

    /** A call of a viewer who has logged in. */
    public Http.Call as(String openid, String method, String path) {
        if (loggedIn.add(openid)) {
            peopleItems.remember(List.of(openid));
        }
        return http.call(method, path)
                .bearer(tokens.issue(new Viewer(LocalPersons.of(openid))).token());
    }

    public Http.Call anonymous(String method, String path) {
        return http.call(method, path);
    }

    /** The operator wants the room's subscribers told so many minutes before its planned start. */
    public void startsSoon(long room, int minutes) {
        announcing(room, "{\"announce\":true,\"startingSoonMinutes\":" + minutes + "}");
    }

    public void announcing(long room, String body) {
        Http.Answer answer = http.call("PUT", "/admin/rooms/wx-" + room + "/announcing")
                .asOperator()
                .json(body)
                .to("room-admin");
        assertThat(answer.status()).isEqualTo(200);
    }

    /** So many people more who are subscribed. Each has accepted two messages: the second would come, if it were sent. */
    public void subscribers(long room, int count) {
        subscribers(room, people(count).toList());
    }

    public void subscribers(long room, List<String> people) {
        subscribed(room, people);
        peopleItems.remember(people);
        loggedIn.addAll(people);
        people.stream()
                .gather(Gatherers.mapConcurrent(4, openid -> {
                    world.sandbox().accept(openid, TEMPLATE, 2);
                    return openid;
                }))
                .forEach(accepted -> {});
    }

    /** Of the pages that are in their queue only that of {@link #neighbours} stays; how many stay. */
    public int onlyTheFullPage() {
        List<JsonNode> pages = world.takeMessages(ReminderPage.QUEUE).stream()
                .filter(page -> page.path("shard").asInt() == NEIGHBOURHOOD)
                .toList();
        pages.forEach(page -> world.sendMessage(ReminderPage.QUEUE, page));
        return pages.size();
    }

    /** People of one shard, who are all in the same page if there are no more than a page has. */
    public static List<String> neighbours(int count) {
        return people(count * Subscription.SHARDS * 2)
                .filter(each -> shardOf(each) == NEIGHBOURHOOD)
                .limit(count)
                .toList();
    }

    public static int shardOf(String openid) {
        return Subscription.shardOf(LocalPersons.of(openid));
    }

    /** These people are subscribed, twenty-five at a time: what reminder-api puts for each of them. */
    public void subscribed(long room, List<String> people) {
        people.stream()
                .gather(Gatherers.windowFixed(25))
                .gather(Gatherers.mapConcurrent(4, some -> {
                    world.putItems(
                            ReminderItems.TABLE,
                            some.stream().map(openid -> waiting(room, openid)).toList());
                    return some;
                }))
                .forEach(put -> {});
    }

    public static Stream<String> people(int count) {
        return IntStream.range(0, count).mapToObj("o-many-%06d"::formatted);
    }

    private Map<String, AttributeValue> waiting(long room, String openid) {
        Person person = LocalPersons.of(openid);
        Instant now = world.clock().instant();
        Map<String, AttributeValue> item =
                new HashMap<>(ReminderItems.subscriptionKey(id(room), Announcement.Kind.ON_AIR, person));
        item.put("sendState", Item.of(SendState.WAITING));
        item.put("templateId", Item.of(TEMPLATE));
        item.put("person", Item.of(person.value()));
        item.put("askedAt", Item.of(now));
        item.put("askedBy", Item.of(UUID.randomUUID().toString()));
        item.put("expiresAt", Item.of(now.plus(SubscriptionTable.KEPT).getEpochSecond()));
        return item;
    }

    public void goesOnAir(long room) {
        world.sandbox().moveRoom(room, 101);
        sync();
    }

    /** Whatever is in the queues goes its way, until nothing is. */
    public void everythingArrives() {
        everythingArrives(Deliveries.How.ONCE);
    }

    public void everythingArrives(Deliveries.How how) {
        deliveries.untilEmpty("reminder-dispatch", how, SOME_TIME);
        deliveries.untilEmpty("reminder-send", how, SOME_TIME);
    }

    public Deliveries deliveries() {
        return deliveries;
    }

    /** The numbers of one kind. */
    public JsonNode numbers(long room, Announcement.Kind kind) {
        Http.Answer answer = http.get("/admin/reminders/numbers?room=wx-" + room)
                .asOperator()
                .to("reminder-admin");
        assertThat(answer.status()).isEqualTo(200);
        for (JsonNode numbers : answer.body().path("reminders")) {
            if (numbers.path("kind").asText().equals(Words.of(kind))) {
                return numbers;
            }
        }
        throw new AssertionError("no numbers of " + kind);
    }

    public JsonNode numbers(long room) {
        return numbers(room, Announcement.Kind.ON_AIR);
    }

    public List<JsonNode> halts() {
        return List.copyOf(http.get("/admin/reminders/halts")
                .asOperator()
                .to("reminder-admin")
                .body()
                .path("halts")
                .findParents("roomId"));
    }

    public Http.Answer halt(long room, String reason) {
        return http.call("PUT", "/admin/reminders/halts/wx-" + room)
                .asOperator()
                .json("{\"reason\":\"" + reason + "\"}")
                .to("reminder-admin");
    }

    public void resume(long room) {
        assertThat(http.call("DELETE", "/admin/reminders/halts/wx-" + room)
                        .asOperator()
                        .to("reminder-admin")
                        .status())
                .isEqualTo(204);
    }

    /** WeChat pushes an event, in safe mode. */
    int pushed(String event) {
        Pushing.Pushed pushed = Pushing.local().safe(event, world.clock().instant());
        return http.post("/callbacks/wechat?" + pushed.query())
                .body(pushed.body())
                .to("wechat-callback")
                .status();
    }

    /** How many subscriptions are in each state, as it is written. */
    public Map<String, Long> states() {
        return world.items(ReminderItems.TABLE).stream()
                .filter(item -> item.containsKey("sendState"))
                .collect(java.util.stream.Collectors.groupingBy(
                        item -> item.get("sendState").s(), java.util.stream.Collectors.counting()));
    }

    /** How many messages came to each person. */
    public Map<String, Long> received() {
        return world.sandbox().messages().stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        SandboxControl.Message::openid, java.util.stream.Collectors.counting()));
    }
}
