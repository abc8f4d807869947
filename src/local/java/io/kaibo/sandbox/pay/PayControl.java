package io.kaibo.sandbox.pay;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.sandbox.ControlClient;
import io.kaibo.sandbox.Delivered;
import io.kaibo.sandbox.Fault;
import io.kaibo.sandbox.Faults;
import io.kaibo.sandbox.Json;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * The control calls of the sandbox's WeChat Pay, for tests and demos. Field names are WeChat Pay's; {@code GET /sandbox} lists them.
 * If the sandbox refuses a call, it throws an {@link IllegalArgumentException} with the reason.
 */
public final class PayControl {
    private static final TypeReference<List<Granted>> GRANTED = new TypeReference<>() {};
    private static final TypeReference<List<Delivered>> DELIVERIES = new TypeReference<>() {};
    private static final TypeReference<Map<String, Integer>> COUNTS = new TypeReference<>() {};

    private final ControlClient client;
    private final InstantSource clock;

    /**
     * @param pay the address of the sandbox's WeChat Pay, with its prefix
     * @param clock the time at which coupons are used
     */
    public PayControl(URI pay, InstantSource clock) {
        this.client = new ControlClient(pay);
        this.clock = clock;
    }

    /** A coupon in WeChat Pay's own books. */
    public record Granted(
            @JsonProperty("coupon_id") String couponId,
            String openid,
            @JsonProperty("stock_id") String stockId,
            @JsonProperty("out_request_no") String number,
            boolean used) {}

    /** Creates a stock or edits it; a field that is not given has a believable value, or the one that it had. */
    public void putStock(String stockId, Map<String, ?> fields) {
        client.call("PUT", "/sandbox/stocks", Json.object(fields).put("stock_id", stockId));
    }

    /** Every coupon that was sent, the earliest first. */
    public List<Granted> granted() {
        return Json.MAPPER.convertValue(
                client.call("GET", "/sandbox/coupons", Map.of()).path("coupons"), GRANTED);
    }

    /** Uses a coupon, which is notified. */
    public void use(String couponId) {
        client.call(
                "POST",
                "/sandbox/uses",
                Map.of("coupon_id", couponId, "at", clock.instant().getEpochSecond()));
    }

    /** Has notifications go to this address. */
    public void callback(URI url) {
        client.call("PUT", "/sandbox/callback", Map.of("url", url.toString()));
    }

    /** Sets how notifications go: {@code delay_millis}, {@code times}, {@code before_answers}, {@code associated_data}, {@code how}. */
    public void notices(Map<String, ?> fields) {
        client.call("POST", "/sandbox/notices", fields);
    }

    /** What became of every delivery of a notification, the earliest first. */
    public List<Delivered> delivered() {
        return Json.MAPPER.convertValue(
                client.call("GET", "/sandbox/notices", Map.of()).path("notices"), DELIVERIES);
    }

    /**
     * Refuses sends to the person with this word.
     *
     * @param times how many, 0 for all
     */
    public void refuse(String openid, String code, int times) {
        client.call("POST", "/sandbox/persons", Map.of("openid", openid, "code", code, "times", times));
    }

    /** Sets how answers are signed from now on. */
    public void sign(PaySigning how) {
        client.call("POST", "/sandbox/signing", Map.of("how", how.word()));
    }

    /** Switches rules: {@code appids}, {@code shows_numbers}, {@code sends_per_second}, {@code flap_percent} and the rest. */
    public void rules(Map<String, ?> fields) {
        client.call("POST", "/sandbox/rules", fields);
    }

    /** Lets the fault strike the next call to the endpoint. */
    public void fault(PayEndpoint endpoint, Fault fault) {
        fault(endpoint, fault, 0, 1);
    }

    /**
     * Lets the fault strike calls to the endpoint.
     *
     * @param skip how many calls to the endpoint pass first
     * @param times how many calls it then strikes, 0 for all until the faults are cleared
     */
    public void fault(PayEndpoint endpoint, Fault fault, int skip, int times) {
        client.call(
                "POST",
                "/sandbox/faults",
                Faults.json(fault)
                        .put("endpoint", endpoint.title())
                        .put("skip", skip)
                        .put("times", times));
    }

    /** Lets the fault strike a share of the calls to the endpoint, the same in each run of the same calls. */
    public void faultSome(PayEndpoint endpoint, Fault fault, int percent, long seed) {
        client.call(
                "POST",
                "/sandbox/faults",
                Faults.json(fault)
                        .put("endpoint", endpoint.title())
                        .put("times", 0)
                        .put("percent", percent)
                        .put("seed", seed));
    }

    public void clearFaults() {
        client.call("DELETE", "/sandbox/faults", Map.of());
    }

    /** The calls of an endpoint since the last reset. */
    public int calls(PayEndpoint endpoint) {
        JsonNode calls = client.call("GET", "/sandbox/calls", Map.of());
        return Json.MAPPER.convertValue(calls, COUNTS).getOrDefault(endpoint.title(), 0);
    }

    /** Sets everything back to the state at the start. */
    public void reset(boolean demoStock) {
        client.call("POST", "/sandbox/reset", Map.of("stocks", demoStock ? "demo" : "none"));
    }
}
