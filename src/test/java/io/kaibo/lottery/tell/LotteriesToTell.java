package io.kaibo.lottery.tell;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.aws.Item;
import io.kaibo.aws.NewItem;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.local.LocalLambda;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lotteries;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryMapping;
import io.kaibo.lottery.LotteryPlan;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.LotteryStep;
import io.kaibo.lottery.Prize;
import io.kaibo.lottery.RunningLotteries;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.template.PrizeField;
import io.kaibo.lottery.template.PrizeSource;
import io.kaibo.lottery.template.ResultTemplate;
import io.kaibo.lottery.template.ResultTemplateTable;
import io.kaibo.person.LocalPersons;
import io.kaibo.person.PeopleItems;
import io.kaibo.sandbox.SandboxControl;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.Http;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Lotteries that are drawn, and whose winners are not written yet: what the step after the draw meets. */
@Singleton
public class LotteriesToTell {

    public static final String TEMPLATE = "result-template";
    static final String SEND = "/cgi-bin/message/subscribe/send";

    private final World world;
    private final Http http;
    private final LocalLambda lambda;
    private final Deliveries deliveries;
    private final PeopleItems peopleItems;
    private final LotteryMapping mapping;
    private final ResultTemplateTable templates;
    private final Table lotteries;
    private final SecureRandom random = new SecureRandom();

    LotteriesToTell(
            World world,
            Http http,
            LocalLambda lambda,
            Deliveries deliveries,
            PeopleItems peopleItems,
            LotteryMapping mapping,
            ResultTemplateTable templates,
            Tables tables) {
        this.world = world;
        this.http = http;
        this.lambda = lambda;
        this.deliveries = deliveries;
        this.peopleItems = peopleItems;
        this.mapping = mapping;
        this.templates = templates;
        this.lotteries = tables.open(LotteryItems.TABLE);
    }

    /** Nothing anywhere but the template, at WeChat and here. */
    public void clean() {
        world.clean();
        deliveries.takeFailures();
        world.sandbox().putTemplate(TEMPLATE, List.of("thing1", "phrase2", "time3", "thing4"));
        putTemplate();
    }

    void putTemplate() {
        putTemplate(TEMPLATE);
    }

    /** Here, and not at WeChat. */
    void putTemplate(String templateId) {
        putTemplate(templateId, PrizeField.TIER);
    }

    /** @param phrase what the field phrase2 says, which takes 汉字 alone */
    void putTemplate(String templateId, PrizeField phrase) {
        SetupCalls.run(() -> templates.put(new ResultTemplate(
                templateId,
                "pages/lottery?id={lotteryId}",
                Map.of(
                        "thing1", new PrizeSource(PrizeField.NAME, null),
                        "phrase2", new PrizeSource(phrase, null),
                        "time3", new PrizeSource(PrizeField.DEADLINE, null),
                        "thing4", new PrizeSource(null, "恭喜中奖")))));
    }

    static List<String> people(int count) {
        return IntStream.range(0, count).mapToObj("o-winner-%03d"::formatted).toList();
    }

    /** The lottery in which these people, who have logged in, win a prize each in this order, and accepted two messages of the template. */
    LotteryId draw(List<String> openids) {
        openids.forEach(openid -> world.sandbox().accept(openid, TEMPLATE, 2));
        return draw(openids, TEMPLATE);
    }

    /** The same, of a lottery with these prizes, each of them once. */
    LotteryId drawPrizes(List<String> prizes, List<String> openids) {
        openids.forEach(openid -> world.sandbox().accept(openid, TEMPLATE, 2));
        LotteryPlan plan = RunningLotteries.plan(openids.size(), 0, null);
        List<Prize> tiers = prizes.stream()
                .map(name -> new Prize("奖", name, 1, 19900, Prize.Redemption.ADDRESS))
                .toList();
        return drawEach(
                new LotteryPlan(
                        plan.title(),
                        plan.kind(),
                        plan.keyword(),
                        tiers,
                        plan.countdownSeconds(),
                        plan.claimSeconds(),
                        plan.passes(),
                        plan.minimum(),
                        plan.winLimit()),
                openids,
                _ -> TEMPLATE);
    }

    /** @param templateId what they named in their entries; null if nothing */
    LotteryId draw(List<String> openids, @Nullable String templateId) {
        return drawEach(openids, _ -> templateId);
    }

    /** @param templates what each names in their entry; who names another one than the template did accept it, before it was gone at WeChat */
    LotteryId drawWith(List<String> openids, UnaryOperator<String> templates) {
        openids.stream()
                .filter(openid -> templates.apply(openid).equals(TEMPLATE))
                .forEach(openid -> world.sandbox().accept(openid, TEMPLATE, 2));
        return drawEach(openids, templates::apply);
    }

    private LotteryId drawEach(List<String> openids, Function<String, @Nullable String> templateIds) {
        return drawEach(RunningLotteries.plan(openids.size(), 0, null), openids, templateIds);
    }

    private LotteryId drawEach(LotteryPlan plan, List<String> openids, Function<String, @Nullable String> templateIds) {
        LotteryId id = LotteryId.random(random);
        peopleItems.remember(openids);
        world.putItems(
                LotteryItems.TABLE,
                openids.stream()
                        .map(openid -> entry(id, openid, templateIds.apply(openid)))
                        .toList());
        SetupCalls.run(() -> {
            lotteries.put(drawn(id, openids));
            lotteries.put(lottery(id, plan));
        });
        return id;
    }

    private NewItem drawn(LotteryId id, List<String> openids) {
        return new NewItem(LotteryItems.drawKey(id))
                .with("round", 1L)
                .with("signature", new byte[48])
                .with(
                        "ranks",
                        Alias.join(openids.stream()
                                .map(openid -> Lotteries.alias(id, openid))
                                .toList()))
                .with("drawnAt", now());
    }

    private NewItem lottery(LotteryId id, LotteryPlan plan) {
        return new NewItem(LotteryItems.lotteryKey(id))
                .with("id", id.value())
                .with("room", Lotteries.ROOM.value())
                .with("state", LotteryState.DRAWN)
                .with("announced", LotteryState.DRAWN)
                .with("version", "v")
                .with("plan", mapping.write(plan))
                .with("createdAt", now())
                .with("opensAt", now())
                .with("closesAt", now())
                .with("due", LotteryItems.DUE)
                .with("dueAt", now());
    }

    private Instant now() {
        return world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Map<String, AttributeValue> entry(LotteryId id, String openid, @Nullable String templateId) {
        Map<String, AttributeValue> item = new HashMap<>(LotteryItems.entryKey(id, Lotteries.alias(id, openid)));
        item.put("person", Item.of(LocalPersons.of(openid).value()));
        item.put("at", Item.of(now()));
        if (templateId != null) {
            item.put("templateId", Item.of(templateId));
        }
        return item;
    }

    /** A message of the lottery's step comes. */
    void step(LotteryId id) {
        step(id, Deliveries.How.ONCE);
    }

    void step(LotteryId id, Deliveries.How how) {
        world.sendMessage(LotteryStep.QUEUE, "{\"lottery\":\"" + id + "\"}");
        deliveries.round("lottery-draw", how);
    }

    /** After that time the sweep enqueues what is due, and it comes. */
    void sweepAfter(Duration time) {
        world.clock().advance(time);
        lambda.invoke("lottery-sweep", "{}".getBytes(StandardCharsets.UTF_8));
        deliveries.round("lottery-draw", Deliveries.How.ONCE);
    }

    Item winner(LotteryId id, String openid) {
        return new Item(world.item(LotteryItems.TABLE, LotteryItems.winnerKey(id, Lotteries.alias(id, openid))));
    }

    void setPrize(LotteryId id, String openid, PrizeState state) {
        SetupCalls.run(() -> lotteries.update(
                LotteryItems.winnerKey(id, Lotteries.alias(id, openid)),
                Update.set("#state = :state").named("#state", "state").with(":state", state)));
    }

    /** So that it is to be passed on earlier than the others, or later. */
    void setDeadline(LotteryId id, String openid, Instant deadline) {
        SetupCalls.run(() -> lotteries.update(
                LotteryItems.winnerKey(id, Lotteries.alias(id, openid)),
                Update.set("deadline = :deadline").with(":deadline", deadline)));
    }

    /** True if no winner is left to be told: the lottery waits for the deadline of its prizes alone. */
    boolean waitsForItsDeadlineAlone(LotteryId id) {
        return new Item(world.item(LotteryItems.TABLE, LotteryItems.lotteryKey(id)))
                .instant("dueAt")
                .isAfter(world.clock().instant().plus(Duration.ofDays(1)));
    }

    /** How many winners are in each state. */
    Map<String, Long> states() {
        return world.items(LotteryItems.TABLE).stream()
                .filter(item -> item.containsKey("sendState"))
                .collect(Collectors.groupingBy(item -> item.get("sendState").s(), Collectors.counting()));
    }

    /** How many messages came to each person. */
    public Map<String, Long> received() {
        return world.sandbox().messages().stream()
                .collect(Collectors.groupingBy(SandboxControl.Message::openid, Collectors.counting()));
    }

    /** The lottery as an operator sees it. */
    JsonNode managed(LotteryId id) {
        return http.get("/admin/lotteries/" + id)
                .asOperator()
                .to("lottery-admin")
                .body();
    }
}
