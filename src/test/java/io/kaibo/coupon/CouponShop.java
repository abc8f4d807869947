package io.kaibo.coupon;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.aws.Item;
import io.kaibo.aws.NewItem;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.coupon.ticket.PotTable;
import io.kaibo.http.Viewer;
import io.kaibo.http.ViewerTokens;
import io.kaibo.local.LocalLambda;
import io.kaibo.person.LocalPersons;
import io.kaibo.person.Person;
import io.kaibo.room.RoomId;
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
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Coupons on the shelf of a room, and viewers who claim them; WeChat Pay is the sandbox's. */
@Singleton
public class CouponShop {

    public static final RoomId ROOM = new RoomId("wx-90");
    public static final String STOCK = "9801";

    static final String APPID = "wx0a1b2c3d4e5f6071";
    static final String MERCHANT = "1900000109";
    private static final Duration STOCK_LIFE = Duration.ofDays(31);

    private final World world;
    private final Http http;
    private final ViewerTokens tokens;
    private final CouponItems items;
    private final Deliveries deliveries;
    private final LocalLambda functions;
    private final Table coupons;
    private final SecureRandom random = new SecureRandom();

    CouponShop(
            World world,
            Http http,
            ViewerTokens tokens,
            CouponItems items,
            Deliveries deliveries,
            LocalLambda functions,
            Tables tables) {
        this.world = world;
        this.functions = functions;
        this.http = http;
        this.tokens = tokens;
        this.items = items;
        this.deliveries = deliveries;
        this.coupons = tables.open(CouponItems.TABLE);
    }

    /** One a person, at any time, out of one pot. */
    public static CouponPlan plan(int quantity) {
        return new CouponPlan(STOCK, quantity, 1, null, null, false, 1_000, null);
    }

    /** A coupon on the shelf, of a stock that has as many. */
    public CouponId shelve(CouponPlan plan) {
        world.pay().putStock(STOCK, Map.of("max_coupons", plan.quantity(), "max_coupons_per_user", 100));
        return put(plan, CouponState.ON_SHELF);
    }

    public CouponId put(CouponPlan plan, CouponState state) {
        byte[] id = new byte[16];
        random.nextBytes(id);
        return put(new CouponId(Base64.getUrlEncoder().withoutPadding().encodeToString(id)), ROOM, plan, state);
    }

    CouponId put(CouponId id, RoomId room, CouponPlan plan, CouponState state) {
        Instant now = world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        Coupon coupon = new Coupon(
                id,
                room,
                state,
                plan,
                new CouponTerms(APPID, MERCHANT, "满减券", 500, 2_000, now, now.plus(STOCK_LIFE)),
                plan.quantity(),
                plan.countPots(),
                now,
                null,
                null,
                null);
        SetupCalls.run(() -> {
            NewItem item = items.write(coupon);
            if (state == CouponState.PRIZE) {
                coupons.put(item.with("prizeClaims", 0));
                coupons.put(new NewItem(CouponItems.stockKey(STOCK))
                        .with("outside", 0)
                        .with("allotted", coupon.size()));
                return;
            }
            coupons.put(
                    state == CouponState.ON_SHELF
                            ? item.with("due", CouponItems.SHELF).with("dueAt", now)
                            : item);
            PotTable.fill(id, coupon.size(), plan.countPots()).forEach(coupons::put);
        });
        return id;
    }

    /** Allots so many of the stock to rooms, as adding coupons does. */
    public void allot(int quantity) {
        SetupCalls.run(() -> coupons.put(
                new NewItem(CouponItems.stockKey(STOCK)).with("outside", 0).with("allotted", quantity)));
    }

    /** How many of the stock are allotted to rooms. */
    public long allotted() {
        return SetupCalls.call(
                () -> coupons.find(CouponItems.stockKey(STOCK)).orElseThrow().number("allotted"));
    }

    /** The coupon of a lottery's tier, of a stock that has as many. */
    public CouponId putPrizes(PrizeOf tier, int quantity) {
        world.pay().putStock(STOCK, Map.of("max_coupons", quantity, "max_coupons_per_user", 100));
        return put(
                tier.couponId(),
                ROOM,
                new CouponPlan(STOCK, quantity, 1, null, null, false, 1, tier),
                CouponState.PRIZE);
    }

    public CouponState state(CouponId coupon) {
        return new Item(world.item(CouponItems.TABLE, CouponItems.couponKey(coupon))).word("state", CouponState.class);
    }

    /** These viewers logged in. */
    public void know(List<String> openids) {
        world.putItems("people", openids.stream().map(CouponShop::known).toList());
    }

    /** Brings the messages of lotteries to their coupons, until there is none. */
    public void takePrizes() {
        deliveries.untilEmpty("coupon-prize", Deliveries.How.ONCE, 400);
    }

    /** Brings those that are there now. */
    public int takePrizeRound() {
        return deliveries.round("coupon-prize", Deliveries.How.ONCE);
    }

    /** Viewers who logged in. */
    public List<String> viewers(int count) {
        List<String> openids =
                IntStream.range(0, count).mapToObj(n -> "o-buyer-" + n).toList();
        world.putItems("people", openids.stream().map(CouponShop::known).toList());
        return openids;
    }

    private static Map<String, AttributeValue> known(String openid) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("person", Item.of(LocalPersons.of(openid).value()));
        item.put("openid", Item.of(openid));
        return item;
    }

    public Http.Answer claim(CouponId coupon, String openid, String key) {
        return post("/coupons/" + coupon + "/claims", openid, "{\"key\":\"" + key + "\"}");
    }

    private Http.Answer post(String path, String openid, String body) {
        return http.post(path).bearer(token(openid)).json(body).send();
    }

    public String token(String openid) {
        return tokens.issue(new Viewer(LocalPersons.of(openid))).token();
    }

    /** The viewer's claims, as they see them. */
    public List<JsonNode> claims(String openid) {
        return http.get("/coupons/claims")
                .bearer(token(openid))
                .send()
                .body()
                .path("claims")
                .valueStream()
                .toList();
    }

    /** Brings the messages of claims until there is none, however often they come again. */
    public void grantAll() {
        deliveries.untilEmpty("coupon-grant", Deliveries.How.ONCE, 100);
    }

    /** Brings those that are there now. */
    public int grantRound() {
        return deliveries.round("coupon-grant", Deliveries.How.ONCE);
    }

    /** Looks after claims that are due, and brings their messages. */
    public void settle() {
        lookAfter();
        grantAll();
    }

    /** Looks after claims that are due. */
    public void lookAfter() {
        functions.call("coupon-settle", "{}".getBytes(StandardCharsets.UTF_8));
    }

    /** Every item of claims. */
    public List<Item> claimItems() {
        return world.items(CouponItems.TABLE).stream()
                .map(Item::new)
                .filter(item -> item.has("number"))
                .toList();
    }

    /** How many claims are in which state. */
    public Map<String, Long> states() {
        return claimItems().stream().collect(Collectors.groupingBy(item -> item.text("state"), Collectors.counting()));
    }

    /** The tickets that have a holder, and whose. */
    public Map<String, String> holders() {
        return world.items(CouponItems.TABLE).stream()
                .map(Item::new)
                .filter(item -> item.text("pk").contains("#T#") && item.has("claim"))
                .collect(Collectors.toMap(item -> item.text("sk"), item -> item.text("claim")));
    }

    public Claim find(CouponId coupon, String openid, int n) {
        Person person = LocalPersons.of(openid);
        return SetupCalls.call(() -> ClaimItems.claim(
                coupons.find(ClaimItems.key(new ClaimId(person, coupon, n))).orElseThrow()));
    }
}
