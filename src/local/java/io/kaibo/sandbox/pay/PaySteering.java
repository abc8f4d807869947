package io.kaibo.sandbox.pay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.kaibo.sandbox.Answer;
import io.kaibo.sandbox.BadControl;
import io.kaibo.sandbox.Call;
import io.kaibo.sandbox.Control;
import io.kaibo.sandbox.Faults;
import io.kaibo.sandbox.Fields;
import io.kaibo.sandbox.Json;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Handles the calls under {@code /sandbox} that control WeChat Pay. */
final class PaySteering implements HttpHandler {
    private static final String HELP = """
            WeChat Pay's API v3, as far as cash coupons need it. Requests are signed with the merchant's key, and answers with WeChat Pay's.

            %s

            Calls that steer it, in JSON:
            GET    /sandbox/keys      the merchant's number, serial and key, the key of notifications, WeChat Pay's public keys, the appid
            PUT    /sandbox/stocks    {"stock_id", "status"?: %s, "max_coupons"?: 5000, "max_coupons_per_user"?: 1, "stock_creator_mchid"?,
                                      "stock_name"?, "stock_type"?, "coupon_amount"?: 500, "transaction_minimum"?: 2000,
                                      "available_begin_time"?, "available_end_time"?, "distributed_coupons"?: 0}: creates or edits one
            GET    /sandbox/stocks    the stocks
            GET    /sandbox/coupons   the coupons that were sent: openid, stock, request number, whether used
            POST   /sandbox/uses      {"coupon_id", "at"?: seconds}: the coupon is used, which is notified
            PUT    /sandbox/callback  {"url"}: notifications go there, as by POST /v3/marketing/favor/callbacks
            DELETE /sandbox/callback  notifications go nowhere
            POST   /sandbox/notices   {"delay_millis"?: 0, "times"?: 1, "before_answers"?: false, "associated_data"?: "text"|"empty"|"null"|"absent",
                                      "how"?: as for signing}: how notifications go from now on; before_answers uses each coupon as it is sent
            GET    /sandbox/notices   what became of every delivery of a notification
            POST   /sandbox/persons   {"openid", "code", "times"?: 0}: sends to the person are refused with this word, times 0 for all
            POST   /sandbox/signing   {"how": "named"|"other"|"probe"|"wrong"|"none"}: how answers are signed from now on
            POST   /sandbox/rules     {"appids"?: [], "shows_numbers"?: true, "sends_per_second"?: 0, "flap_percent"?: 0, "flap_last_percent"?: 20,
                                      "seed"?: 0, "follows_callers"?: false}: of sends from the last part of a stock some are NOT_ENOUGH
            POST   /sandbox/faults    {"endpoint", "kind": %s, "status"?, "code"?, "body"?, "millis"?, "skip"?: 0, "times"?: 1,
                                      "percent"?: 100, "seed"?: 0}: times 0 until cleared
            DELETE /sandbox/faults    no faults any more
            GET    /sandbox/calls     calls per endpoint
            POST   /sandbox/clock     {"advanceSeconds": 60}: puts WeChat Pay's clock forward
            POST   /sandbox/reset     {"stocks": "demo"|"none"}: everything as at the start
            """.formatted(
                    Stream.of(PayEndpoint.values()).map(PayEndpoint::title).collect(Collectors.joining("\n")),
                    String.join("|", PayStock.STATES),
                    String.join("|", Faults.OF_PAY));

    private final PayState state;
    private final String prefix;
    private final String appid;

    PaySteering(PayState state, String prefix, String appid) {
        this.state = state;
        this.prefix = prefix;
        this.appid = appid;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(Call.of(exchange).below(prefix)).sendTo(exchange);
        }
    }

    private Answer answer(Call call) {
        if (call.method().equals("GET") && call.path().equals("/sandbox")) {
            return Answer.text(200, HELP);
        }
        try {
            return Answer.json(apply(call.method() + " " + call.path(), Control.body(call)));
        } catch (BadControl no) {
            return no.answer();
        }
    }

    private JsonNode apply(String call, Fields body) {
        return switch (call) {
            case "GET /sandbox/keys" -> keys(body.only());
            case "PUT /sandbox/stocks" -> putStock(body);
            case "GET /sandbox/stocks" ->
                wrap("stocks", state.with(world -> world.books().stocks()));
            case "GET /sandbox/coupons" ->
                wrap("coupons", state.with(world -> world.books().coupons()));
            case "POST /sandbox/uses" -> use(body.only("coupon_id", "at"));
            case "PUT /sandbox/callback" -> done(() -> state.notices().to(url(body.only("url"))));
            case "DELETE /sandbox/callback" -> done(() -> state.notices().to(null));
            case "POST /sandbox/notices" -> done(() -> state.notices().plan(PayNoticePlan.read(body)));
            case "GET /sandbox/notices" -> wrap("notices", state.notices().deliveries());
            case "POST /sandbox/persons" -> refuse(body.only("openid", "code", "times"));
            case "POST /sandbox/signing" ->
                done(() -> state.sign(PaySigning.parse(body.only("how").text("how"))));
            case "POST /sandbox/rules" -> with(world -> world.rules().edit(body));
            case "POST /sandbox/faults" ->
                with(world -> world.faults().plan(body, world.calls().keySet(), Faults.OF_PAY));
            case "DELETE /sandbox/faults" -> with(world -> world.faults().clear());
            case "GET /sandbox/calls" -> state.with(world -> Json.object(world.calls()));
            case "POST /sandbox/clock" -> advance(body.only("advanceSeconds"));
            case "POST /sandbox/reset" -> done(() -> state.restart(hasDemo(body.only("stocks"))));
            default -> throw BadControl.notFound("control call " + call);
        };
    }

    private ObjectNode keys(Fields none) {
        return none.node()
                .put("merchant", PayKeys.MERCHANT)
                .put("merchant_serial", PayKeys.MERCHANT_SERIAL)
                .put("merchant_key", PayKeys.merchantKey())
                .put("api_key", PayKeys.API_KEY)
                .put("public_keys", PayKeys.publicKeys())
                .put("appid", appid);
    }

    private JsonNode putStock(Fields body) {
        String id = body.text("stock_id");
        if (!id.matches("[0-9]{1,20}")) {
            throw BadControl.field("stock_id", "must be 1 to 20 digits");
        }
        return state.with(world -> {
            PayStock stock = world.books().putStock(id, world.clock().instant());
            stock.edit(body);
            return stock.json();
        });
    }

    private JsonNode use(Fields body) {
        PayNotice notice = state.with(world -> {
            if (body.has("at")) {
                world.clock().moveTo(Instant.ofEpochSecond(body.whole("at")));
            }
            Instant now = world.clock().instant();
            return PayNotice.ofUse(world.books().use(body.text("coupon_id"), now), now);
        });
        return done(() -> state.notices().send(notice));
    }

    private static URI url(Fields body) {
        String text = body.text("url");
        if (!text.matches(PayWorld.ADDRESS)) {
            throw BadControl.field("url", "must be an address that begins with http:// or https://");
        }
        return URI.create(text);
    }

    private JsonNode refuse(Fields body) {
        PayWord word = Stream.of(PayWord.values())
                .filter(each -> each.name().equals(body.text("code")))
                .findAny()
                .orElseThrow(() -> BadControl.field("code", "must be a word of WeChat Pay's"));
        int times = body.has("times") ? body.between(0, Integer.MAX_VALUE, "times") : 0;
        return with(world -> world.books().refuse(body.filledText("openid"), word, times));
    }

    private JsonNode advance(Fields body) {
        int seconds = body.between(0, Integer.MAX_VALUE, "advanceSeconds");
        return state.with(world -> {
            world.clock().advance(Duration.ofSeconds(seconds));
            return Json.MAPPER
                    .createObjectNode()
                    .put("now", world.clock().instant().getEpochSecond());
        });
    }

    private static boolean hasDemo(Fields body) {
        return switch (body.text("stocks")) {
            case "demo" -> true;
            case "none" -> false;
            default -> throw BadControl.field("stocks", "must be demo or none");
        };
    }

    private JsonNode with(Consumer<PayWorld> action) {
        return done(() -> state.with(world -> {
            action.accept(world);
            return world;
        }));
    }

    private static JsonNode done(Runnable action) {
        action.run();
        return Json.MAPPER.createObjectNode();
    }

    private static JsonNode wrap(String name, JsonNode list) {
        return Json.MAPPER.createObjectNode().set(name, list);
    }
}
