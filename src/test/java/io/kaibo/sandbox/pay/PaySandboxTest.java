package io.kaibo.sandbox.pay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import com.wechat.pay.java.core.auth.WechatPay2Credential;
import com.wechat.pay.java.core.cipher.RSASigner;
import com.wechat.pay.java.core.cipher.RSAVerifier;
import com.wechat.pay.java.core.notification.NotificationParser;
import com.wechat.pay.java.core.notification.RSAPublicKeyNotificationConfig;
import com.wechat.pay.java.core.notification.RequestParam;
import com.wechat.pay.java.core.util.PemUtil;
import io.kaibo.sandbox.Fault;
import io.kaibo.sandbox.Options;
import io.kaibo.sandbox.Sandbox;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WeChat Pay's rules, as a client sees them that signs and checks with WeChat Pay's own library. */
class PaySandboxTest {

    private static final String APPID = Options.defaults().appid();
    private static final String STOCK = "19000777";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final WechatPay2Credential CREDENTIAL = new WechatPay2Credential(
            PayKeys.MERCHANT,
            new RSASigner(PayKeys.MERCHANT_SERIAL, PemUtil.loadPrivateKeyFromString(PayKeys.merchantKey())));

    private static final Map<String, PublicKey> PLATFORM = Map.of(
            PayKeys.PUBLIC_KEY_ID,
            PemUtil.loadPublicKeyFromString(PayKeys.publicKey()),
            PayKeys.CERTIFICATE_SERIAL,
            PemUtil.loadX509FromString(PayKeys.certificate()).getPublicKey());

    private Sandbox sandbox;
    private PayControl control;
    private URI pay;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(Options.defaults().withoutRooms());
        pay = URI.create(sandbox.uri() + Sandbox.PAY);
        control = new PayControl(pay, Clock.systemUTC());
        control.putStock(STOCK, Map.of());
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    /** Status and body of an answer whose signature was checked, if it has one. */
    private record Said(int status, JsonNode body) {
        String code() {
            return body.path("code").asText();
        }

        String coupon() {
            assertThat(status).as(body.toString()).isEqualTo(200);
            return body.path("coupon_id").asText();
        }
    }

    private HttpRequest request(String method, String path, String body, String serial) {
        URI uri = URI.create(pay + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", CREDENTIAL.getAuthorization(uri, method, body))
                .method(method, BodyPublishers.ofString(body));
        return (serial.isEmpty() ? request : request.header("Wechatpay-Serial", serial)).build();
    }

    private static Said said(HttpResponse<String> response) throws Exception {
        String serial = response.headers().firstValue("Wechatpay-Serial").orElse("");
        if (!serial.isEmpty()) {
            String message =
                    response.headers().firstValue("Wechatpay-Timestamp").orElseThrow() + "\n"
                            + response.headers().firstValue("Wechatpay-Nonce").orElseThrow() + "\n" + response.body()
                            + "\n";
            String signature =
                    response.headers().firstValue("Wechatpay-Signature").orElseThrow();
            assertThat(new RSAVerifier(PLATFORM.get(serial), serial).verify(serial, message, signature))
                    .isTrue();
        }
        return new Said(response.statusCode(), JSON.readTree(response.body()));
    }

    private Said call(String method, String path, String body) throws Exception {
        return said(HTTP.send(request(method, path, body, PayKeys.PUBLIC_KEY_ID), BodyHandlers.ofString()));
    }

    private static String users(String openid) {
        return "/v3/marketing/favor/users/" + openid + "/coupons";
    }

    private static String order(String stock, String number, String appid) {
        return JSON.createObjectNode()
                .put("stock_id", stock)
                .put("out_request_no", number)
                .put("appid", appid)
                .put("stock_creator_mchid", PayKeys.MERCHANT)
                .toString();
    }

    private Said send(String openid, String number) throws Exception {
        return call("POST", users(openid), order(STOCK, number, APPID));
    }

    private Said stock() throws Exception {
        return call("GET", "/v3/marketing/favor/stocks/" + STOCK + "?stock_creator_mchid=" + PayKeys.MERCHANT, "");
    }

    @Test
    void aSendIsIdempotentByItsNumber() throws Exception {
        String coupon = send("oA", "n1").coupon();
        assertThat(send("oA", "n1").coupon()).isEqualTo(coupon);
        assertThat(control.granted()).containsExactly(new PayControl.Granted(coupon, "oA", STOCK, "n1", false));
        assertThat(stock().body().path("distributed_coupons").asInt()).isEqualTo(1);
    }

    @Test
    void aNumberBelongsToItsContentForEver() throws Exception {
        control.putStock("19000778", Map.of());
        send("oA", "n1").coupon();
        assertThat(send("oB", "n1").code()).isEqualTo("RESOURCE_ALREADY_EXISTS");
        assertThat(call("POST", users("oA"), order("19000778", "n1", APPID)))
                .extracting(Said::status, Said::code)
                .containsExactly(400, "RESOURCE_ALREADY_EXISTS");
        control.refuse("oC", "USER_ACCOUNT_ABNORMAL", 1);
        assertThat(send("oC", "n2").code()).isEqualTo("USER_ACCOUNT_ABNORMAL");
        assertThat(send("oD", "n2").code()).as("also after a refusal").isEqualTo("RESOURCE_ALREADY_EXISTS");
        assertThat(send("oC", "n2").coupon()).isNotEmpty();
    }

    @Test
    void aPersonGetsNoMoreThanTheirShare() throws Exception {
        control.putStock(STOCK, Map.of("max_coupons_per_user", 2));
        send("oA", "n1").coupon();
        send("oA", "n2").coupon();
        assertThat(send("oA", "n3")).extracting(Said::status, Said::code).containsExactly(403, "RULE_LIMIT");
        send("oB", "n4").coupon();
    }

    @Test
    void aStockGivesNoMoreThanItHas() throws Exception {
        control.putStock(STOCK, Map.of("max_coupons", 1));
        send("oA", "n1").coupon();
        assertThat(send("oB", "n2")).extracting(Said::status, Said::code).containsExactly(403, "NOT_ENOUGH");
        control.putStock(STOCK, Map.of("max_coupons", 2));
        send("oB", "n2").coupon();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unactivated", "audit", "stoped", "paused"})
    void aStockThatDoesNotRunSendsNothing(String state) throws Exception {
        control.putStock(STOCK, Map.of("status", state));
        assertThat(stock().body().path("status").asText()).isEqualTo(state);
        assertThat(send("oA", "n1")).extracting(Said::status, Said::code).containsExactly(400, "INVALID_REQUEST");
    }

    @Test
    void aStockThatEndedSendsNothing() throws Exception {
        control.putStock(
                STOCK,
                Map.of("available_end_time", Instant.now().minusSeconds(1).getEpochSecond()));
        assertThat(send("oA", "n1").code()).isEqualTo("INVALID_REQUEST");
    }

    @Test
    void whatIsAskedMustBeOurs() throws Exception {
        assertThat(call("POST", users("oA"), order(STOCK, "n1", "wxother")).code())
                .isEqualTo("APPID_MCHID_NOT_MATCH");
        assertThat(call("POST", users("oA"), order("404", "n2", APPID)))
                .extracting(Said::status, Said::code)
                .containsExactly(404, "RESOURCE_NOT_EXISTS");
        control.putStock(STOCK, Map.of("stock_creator_mchid", "1900000110"));
        assertThat(send("oA", "n3").code()).isEqualTo("REQUEST_BLOCKED");
        assertThat(stock().code()).isEqualTo("RESOURCE_NOT_EXISTS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"stock_id\":\"19000777\",\"out_request_no\":\"a.b\",\"appid\":\"wx0a1b2c3d4e5f6071\",\"stock_creator_mchid\":\"1900000109\"}",
                "{\"stock_id\":\"19000777\",\"out_request_no\":\"n1\",\"appid\":\"wx0a1b2c3d4e5f6071\",\"stock_creator_mchid\":1900000109}",
                "{\"stock_id\":\"19000777\",\"out_request_no\":\"n1\",\"appid\":\"wx0a1b2c3d4e5f6071\",\"stock_creator_mchid\":\"1900000109\",\"coupon_value\":1}",
            })
    void aBodyThatIsOddIsRefused(String body) throws Exception {
        assertThat(call("POST", users("oA"), body))
                .extracting(Said::status, Said::code)
                .containsExactly(400, "PARAM_ERROR");
        assertThat(control.granted()).isEmpty();
    }

    @Test
    void nearItsEndAStockIsNotEnoughNowAndThenAndTheSameForTheSameSeed() throws Exception {
        control.putStock(STOCK, Map.of("max_coupons", 8));
        List<String> first = flapping();
        assertThat(first.subList(0, 4)).containsOnly("");
        assertThat(first.subList(4, 8)).contains("", "NOT_ENOUGH");
        control.reset(false);
        control.putStock(STOCK, Map.of("max_coupons", 8));
        assertThat(flapping()).isEqualTo(first);
        for (int i = 4; control.granted().size() < 8; i = i == 7 ? 4 : i + 1) {
            send("o" + i, "n" + i);
        }
        assertThat(send("oZ", "z").code()).isEqualTo("NOT_ENOUGH");
    }

    private List<String> flapping() throws Exception {
        control.rules(Map.of("flap_percent", 50, "flap_last_percent", 50, "seed", 7));
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            codes.add(send("o" + i, "n" + i).code());
        }
        return codes;
    }

    @Test
    void aSecondSendToAPersonAtTheSameMomentMeetsALockThatSpeaksLikeTheLimit() throws Exception {
        control.putStock(STOCK, Map.of("max_coupons_per_user", 5));
        control.fault(PayEndpoint.SEND, new Fault.Delay(Duration.ofHours(1)));
        HTTP.sendAsync(
                request("POST", users("oA"), order(STOCK, "n1", APPID), PayKeys.PUBLIC_KEY_ID),
                BodyHandlers.ofString());
        while (control.calls(PayEndpoint.SEND) == 0) {
            Thread.onSpinWait();
        }
        assertThat(send("oA", "n2").code()).isEqualTo("RULE_LIMIT");
        send("oB", "n3").coupon();
    }

    @Test
    void sendsAreLimitedOnceItIsSwitchedOn() throws Exception {
        control.rules(Map.of("sends_per_second", 2, "follows_callers", true));
        List<Said> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            all.add(send("o" + i, "n" + i));
        }
        assertThat(all)
                .extracting(Said::code)
                .contains("FREQUENCY_LIMIT_EXCEED")
                .startsWith("", "");
        assertThat(all.stream().filter(said -> said.status() == 429)).isNotEmpty();
    }

    @Test
    void aPersonIsRefusedAsPlanned() throws Exception {
        control.refuse("oA", "USER_AL_GET_COUPON", 0);
        control.refuse("oB", "REQUEST_BLOCKED", 2);
        assertThat(List.of(send("oA", "n1").code(), send("oA", "n2").code())).containsOnly("USER_AL_GET_COUPON");
        assertThat(List.of(send("oB", "n3").code(), send("oB", "n3").code())).containsOnly("REQUEST_BLOCKED");
        send("oB", "n3").coupon();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> control.refuse("oA", "NO_WORD", 0))
                .withMessageContaining("code");
    }

    @Test
    void aPersonsCouponsAreListedWithTheirNumbersOrWithout() throws Exception {
        control.putStock(STOCK, Map.of("max_coupons_per_user", 30));
        for (int i = 0; i < 25; i++) {
            send("oA", "n" + i).coupon();
        }
        send("oB", "other").coupon();
        JsonNode first = list("&limit=20&offset=0");
        assertThat(first.path("total_count").asInt()).isEqualTo(25);
        assertThat(first.path("data")).hasSize(20);
        assertThat(first.at("/data/0/out_request_no").asText()).isEqualTo("n0");
        assertThat(list("&limit=20&offset=1").path("data")).hasSize(5);
        assertThat(list("&limit=20&offset=2").path("data")).isEmpty();
        control.rules(Map.of("shows_numbers", false));
        assertThat(list("").at("/data/0").has("out_request_no")).isFalse();
        control.use(list("").at("/data/0/coupon_id").asText());
        assertThat(list("").at("/data/0/status").asText()).isEqualTo("USED");
        assertThat(list("&status=SENDED").path("total_count").asInt()).isEqualTo(24);
        assertThat(call("GET", users("oA") + "?appid=" + APPID + "&limit=21", "")
                        .code())
                .isEqualTo("PARAM_ERROR");
    }

    private JsonNode list(String more) throws Exception {
        return call(
                        "GET",
                        users("oA") + "?appid=" + APPID + "&stock_id=" + STOCK + "&creator_mchid=" + PayKeys.MERCHANT
                                + more,
                        "")
                .body();
    }

    @ParameterizedTest
    @CsvSource({"GET, /v3/security/echo", "POST, /v3/certificates", "DELETE, /v3/marketing/favor/stocks/1"})
    void whatItDoesNotHaveItDoesNotAnswer(String method, String path) throws Exception {
        HttpResponse<String> response =
                HTTP.send(request(method, path, "", PayKeys.PUBLIC_KEY_ID), BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(404);
    }

    @Test
    void anUnsignedCallHasNoEffect() throws Exception {
        HttpRequest signed = request("POST", users("oA"), order(STOCK, "n1", APPID), "");
        for (HttpRequest bad : List.of(
                HttpRequest.newBuilder(signed, (name, value) -> !name.equals("Authorization"))
                        .build(),
                HttpRequest.newBuilder(signed, (name, value) -> true)
                        .uri(URI.create(pay + users("oB")))
                        .build(),
                HttpRequest.newBuilder(signed, (name, value) -> true)
                        .uri(URI.create(pay + users("oA") + "?a=1"))
                        .build(),
                HttpRequest.newBuilder(signed, (name, value) -> true)
                        .POST(BodyPublishers.ofString(order(STOCK, "n2", APPID)))
                        .build())) {
            assertThat(said(HTTP.send(bad, BodyHandlers.ofString())))
                    .extracting(Said::status, Said::code)
                    .containsExactly(401, "SIGN_ERROR");
        }
        assertThat(control.granted()).isEmpty();
    }

    @Test
    void aCallThatIsLateIsRefusedUnlessTheSandboxFollowsItsCallers() throws Exception {
        try (HttpClient steering = HttpClient.newHttpClient()) {
            steering.send(
                    HttpRequest.newBuilder(URI.create(pay + "/sandbox/clock"))
                            .POST(BodyPublishers.ofString("{\"advanceSeconds\":400}"))
                            .build(),
                    BodyHandlers.ofString());
        }
        assertThat(send("oA", "n1").code()).isEqualTo("SIGN_ERROR");
        control.rules(Map.of("follows_callers", true));
        send("oA", "n1").coupon();
    }

    @Test
    void anAnswerIsSignedByTheKeyThatTheRequestNames() throws Exception {
        assertThat(serialOf(PayKeys.PUBLIC_KEY_ID)).isEqualTo(PayKeys.PUBLIC_KEY_ID);
        assertThat(serialOf(PayKeys.CERTIFICATE_SERIAL)).isEqualTo(PayKeys.CERTIFICATE_SERIAL);
        assertThat(serialOf("")).isEqualTo(PayKeys.CERTIFICATE_SERIAL);
        control.sign(PaySigning.OTHER);
        assertThat(serialOf(PayKeys.PUBLIC_KEY_ID)).isEqualTo(PayKeys.CERTIFICATE_SERIAL);
        control.sign(PaySigning.NONE);
        assertThat(serialOf(PayKeys.PUBLIC_KEY_ID)).isEmpty();
        assertThat(HTTP.send(request("POST", "/v3/security/echo", "{}", "UNKNOWN"), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(400);
    }

    private String serialOf(String asked) throws Exception {
        HttpResponse<String> response = HTTP.send(
                request("POST", "/v3/security/echo", "{\"echo_message\":\"hello\"}", asked), BodyHandlers.ofString());
        assertThat(said(response).body().path("echo_message").asText()).isEqualTo("hello");
        return response.headers().firstValue("Wechatpay-Serial").orElse("");
    }

    @ParameterizedTest
    @EnumSource(names = {"PROBE", "WRONG"})
    void aWrongSignatureIsWrong(PaySigning how) throws Exception {
        control.sign(how);
        HttpResponse<String> response = HTTP.send(
                request("POST", "/v3/security/echo", "{\"echo_message\":\"a\"}", ""), BodyHandlers.ofString());
        assertThatThrownBy(() -> said(response)).isInstanceOf(AssertionError.class);
        assertThat(response.headers()
                        .firstValue("Wechatpay-Signature")
                        .orElse("")
                        .startsWith("WECHATPAY/SIGNTEST/"))
                .isEqualTo(how == PaySigning.PROBE);
    }

    @Test
    void faultsStrikeOneEndpointAndSomeOfItsCalls() throws Exception {
        control.fault(PayEndpoint.SEND, new Fault.Word(429, "FREQUENCY_LIMIT_EXCEED"));
        assertThat(stock().status()).isEqualTo(200);
        assertThat(send("oA", "n1").code()).isEqualTo("FREQUENCY_LIMIT_EXCEED");
        control.faultSome(PayEndpoint.SEND, new Fault.DropAfter(), 50, 3);
        List<Boolean> dropped = IntStream.range(0, 12).mapToObj(this::isDropped).toList();
        assertThat(dropped).contains(true, false);
        assertThat(control.granted()).as("each had its effect").hasSize(12);
        assertThat(control.calls(PayEndpoint.SEND)).isEqualTo(13);
    }

    private boolean isDropped(int number) {
        try {
            send("o" + number, "m" + number).coupon();
            return false;
        } catch (IOException e) {
            return true;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aUseIsNotifiedInAFormThatWeChatPaysOwnLibraryReads() throws Exception {
        BlockingQueue<RequestParam> notified = new LinkedBlockingQueue<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        receiver.createContext("/", exchange -> {
            try (exchange) {
                notified.add(new RequestParam.Builder()
                        .serialNumber(exchange.getRequestHeaders().getFirst("Wechatpay-Serial"))
                        .timestamp(exchange.getRequestHeaders().getFirst("Wechatpay-Timestamp"))
                        .nonce(exchange.getRequestHeaders().getFirst("Wechatpay-Nonce"))
                        .signature(exchange.getRequestHeaders().getFirst("Wechatpay-Signature"))
                        .body(new String(exchange.getRequestBody().readAllBytes(), UTF_8))
                        .build());
                exchange.sendResponseHeaders(204, -1);
            }
        });
        receiver.start();
        try {
            control.callback(
                    URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/callbacks/pay"));
            String coupon = send("oA", "n1").coupon();
            control.use(coupon);
            Map<?, ?> use = new NotificationParser(new RSAPublicKeyNotificationConfig.Builder()
                            .publicKey(PayKeys.publicKey())
                            .publicKeyId(PayKeys.PUBLIC_KEY_ID)
                            .apiV3Key(PayKeys.API_KEY)
                            .build())
                    .parse(notified.poll(30, TimeUnit.SECONDS), Map.class);
            assertThat(use.get("coupon_id")).isEqualTo(coupon);
            assertThat(use.containsKey("openid") || use.containsKey("out_request_no"))
                    .isFalse();
        } finally {
            receiver.stop(0);
        }
    }

    @Test
    void theAddressOfNotificationsIsSetByTheMerchantAndTheSelfCheckIsNotified() throws Exception {
        BlockingQueue<String> notified = new LinkedBlockingQueue<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        receiver.createContext("/", exchange -> {
            try (exchange) {
                notified.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                exchange.sendResponseHeaders(204, -1);
            }
        });
        receiver.start();
        try {
            String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/callbacks/pay";
            String path = "/v3/marketing/favor/callbacks";
            assertThat(call("POST", path, "{\"mchid\":\"1\",\"notify_url\":\"" + url + "\"}")
                            .code())
                    .isEqualTo("PARAM_ERROR");
            assertThat(call("POST", path, "{\"mchid\":\"" + PayKeys.MERCHANT + "\",\"notify_url\":\"" + url + "\"}")
                            .body()
                            .path("notify_url")
                            .asText())
                    .isEqualTo(url);
            call("POST", "/v3/security/echo", "{\"echo_message\":\"hello\"}");
            assertThat(JSON.readTree(notified.poll(30, TimeUnit.SECONDS))
                            .path("event_type")
                            .asText())
                    .isEqualTo("SECURITY_ECHO.SUCCESS");
        } finally {
            receiver.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT /sandbox/stocks | {\"stock_id\":\"a\"} | stock_id must be 1 to 20 digits",
                "PUT /sandbox/stocks | {\"stock_id\":\"1\",\"status\":\"stopped\"} | status must be one of [unactivated, audit, running, stoped, paused]",
                "POST /sandbox/uses | {\"coupon_id\":\"1\"} | there is no coupon 1",
                "PUT /sandbox/callback | {\"url\":\"ftp://a\"} | url must be an address that begins with http:// or https://",
                "POST /sandbox/notices | {\"associated_data\":\"x\"} | associated_data must be text, empty, null or absent",
                "POST /sandbox/signing | {\"how\":\"x\"} | how must be named, other, probe, wrong or none",
                "POST /sandbox/faults | {\"endpoint\":\"POST /v3/security/echo\",\"kind\":\"errcode\"} | kind must be one of [word, answer, http, delay, drop-before, drop-after]",
                "POST /sandbox/reset | {\"stocks\":\"x\"} | stocks must be demo or none",
                "GET /sandbox/nothing | '' | there is no control call GET /sandbox/nothing",
            })
    void aControlCallThatCannotBeDoneSaysWhy(String call, String body, String why) throws Exception {
        String[] words = call.split(" ", -1);
        HttpResponse<String> refused = HTTP.send(
                HttpRequest.newBuilder(URI.create(pay + words[1]))
                        .method(words[0], BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(refused.statusCode()).isBetween(400, 404);
        assertThat(JSON.readTree(refused.body()).path("message").asText()).isEqualTo(why);
    }

    @Test
    void aDemoStockRunsAtTheStartAndTheKeysAreTold() throws Exception {
        control.reset(true);
        assertThat(call(
                                "GET",
                                "/v3/marketing/favor/stocks/" + PaySandbox.DEMO_STOCK + "?stock_creator_mchid="
                                        + PayKeys.MERCHANT,
                                "")
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("running");
        JsonNode keys = JSON.readTree(HTTP.send(
                        HttpRequest.newBuilder(URI.create(pay + "/sandbox/keys"))
                                .build(),
                        BodyHandlers.ofString())
                .body());
        assertThat(keys.path("merchant_key").asText()).isEqualTo(PayKeys.merchantKey());
        assertThat(JSON.readTree(keys.path("public_keys").asText())).hasSize(2);
        assertThat(HTTP.send(
                                HttpRequest.newBuilder(URI.create(pay + "/sandbox"))
                                        .build(),
                                BodyHandlers.ofString())
                        .body())
                .contains("/sandbox/uses")
                .contains(PayEndpoint.SEND.title());
    }
}
