package io.kaibo.sandbox.pay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaibo.sandbox.Answer;
import io.kaibo.sandbox.Call;
import io.kaibo.sandbox.Fault;
import io.kaibo.sandbox.Faults;
import io.kaibo.sandbox.Fields;
import io.kaibo.sandbox.Json;
import io.kaibo.sandbox.SandboxClock;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** WeChat Pay's state and rules, as one graph of objects; every reset makes a new one. Only one call is in it at a time. */
final class PayWorld {
    /** The running stock that there is at the start. */
    static final String DEMO_STOCK = "19000001";

    private static final int MOST_LISTED = 20;

    /** WeChat Pay itself takes https alone. */
    static final String ADDRESS = "https?://[\\w.:-]+(/[\\w./-]*)?";

    private final SandboxClock clock = new SandboxClock(InstantSource.system());
    private final Faults faults = new Faults();
    private final Map<String, Integer> calls = new LinkedHashMap<>();
    private final PayRules rules;
    private final PayBooks books;
    private final Map<String, Integer> underWay = new HashMap<>();
    private long second;
    private int sendsOfTheSecond;

    PayWorld(String appid, boolean demoStock) {
        rules = new PayRules(appid);
        books = new PayBooks(rules);
        for (PayEndpoint endpoint : PayEndpoint.values()) {
            calls.put(endpoint.title(), 0);
        }
        if (demoStock) {
            books.putStock(DEMO_STOCK, clock.instant());
        }
    }

    /** Counts a call that has come in, however it ends, and returns the fault that strikes it, if there is one. */
    Optional<Fault> arrive(PayEndpoint endpoint, Call call) {
        calls.merge(endpoint.title(), 1, Integer::sum);
        if (endpoint == PayEndpoint.SEND) {
            underWay.merge(endpoint.subject(call.path()), 1, Integer::sum);
        }
        return faults.strike(endpoint.title());
    }

    /** Records that a call that came in is over, however it ended. */
    void leave(PayEndpoint endpoint, Call call) {
        if (endpoint == PayEndpoint.SEND) {
            underWay.computeIfPresent(endpoint.subject(call.path()), (openid, sends) -> sends == 1 ? null : sends - 1);
        }
    }

    /** Makes the effect of a call by the rules, and tells of it. */
    PayEffect answer(PayEndpoint endpoint, Call call) {
        try {
            return switch (endpoint) {
                case SEND -> send(endpoint.subject(call.path()), body(call));
                case LIST -> PayEffect.of(list(endpoint.subject(call.path()), call));
                case STOCK ->
                    PayEffect.of(books.tellStock(endpoint.subject(call.path()), require(call, "stock_creator_mchid")));
                case NOTIFY -> setAddress(body(call).only("mchid", "notify_url"));
                case ECHO -> echo(body(call));
            };
        } catch (PayRefusal refusal) {
            return PayEffect.of(refusal.answer());
        }
    }

    private PayEffect send(String openid, Fields body) {
        PayOrder order = PayOrder.read(openid, body);
        long now = clock.instant().getEpochSecond();
        sendsOfTheSecond = now == second ? sendsOfTheSecond + 1 : 1;
        second = now;
        if (rules.limits(sendsOfTheSecond)) {
            throw PayWord.FREQUENCY_LIMIT_EXCEED.refusal();
        }
        PayCoupon coupon = books.send(order, underWay.getOrDefault(openid, 0) > 1, clock.instant());
        JsonNode answer = Json.MAPPER.createObjectNode().put("coupon_id", coupon.id());
        return PayEffect.ofSend(Answer.json(answer), coupon.id());
    }

    private Answer list(String openid, Call call) {
        if (!rules.isBound(require(call, "appid"))) {
            throw PayWord.APPID_MCHID_NOT_MATCH.refusal();
        }
        int limit = number(call, "limit", MOST_LISTED);
        if (limit < 1 || limit > MOST_LISTED) {
            throw PayWord.PARAM_ERROR.refusal("limit");
        }
        return books.list(
                openid,
                text(call, "stock_id"),
                text(call, "creator_mchid"),
                text(call, "status").equals("SENDED"),
                number(call, "offset", 0),
                limit);
    }

    /** It is said back in the answer, and in a notification. */
    private PayEffect echo(Fields body) {
        ObjectNode echo = Json.MAPPER.createObjectNode().put("echo_message", body.filledText("echo_message"));
        return PayEffect.ofNotice(Answer.json(echo), PayNotice.ofEcho(echo, clock.instant()));
    }

    private PayEffect setAddress(Fields body) {
        String url = body.text("notify_url");
        if (!body.text("mchid").equals(PayKeys.MERCHANT) || !url.matches(ADDRESS)) {
            throw PayWord.PARAM_ERROR.refusal("notify_url");
        }
        ObjectNode set = Json.MAPPER
                .createObjectNode()
                .put("update_time", PayStock.format(clock.instant()))
                .put("notify_url", url);
        return PayEffect.ofAddress(Answer.json(set), URI.create(url));
    }

    private static Fields body(Call call) {
        ObjectNode body = call.object().orElseThrow(PayWord.PARAM_ERROR::refusal);
        return new Fields(body, PayWord.PARAM_ERROR::refusal);
    }

    private static String text(Call call, String name) {
        return Objects.requireNonNullElse(call.query(name), "");
    }

    private static String require(Call call, String name) {
        String value = text(call, name);
        if (value.isEmpty()) {
            throw PayWord.PARAM_ERROR.refusal(name);
        }
        return value;
    }

    private static int number(Call call, String name, int otherwise) {
        String value = text(call, name);
        if (!value.matches("\\d{0,7}")) {
            throw PayWord.PARAM_ERROR.refusal(name);
        }
        return value.isEmpty() ? otherwise : Integer.parseInt(value);
    }

    SandboxClock clock() {
        return clock;
    }

    Faults faults() {
        return faults;
    }

    Map<String, Integer> calls() {
        return calls;
    }

    PayRules rules() {
        return rules;
    }

    PayBooks books() {
        return books;
    }
}
