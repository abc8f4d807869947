package io.kaibo.wechat.pay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.wechat.pay.java.core.cipher.RSAVerifier;
import io.kaibo.sandbox.pay.PayKeys;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Output;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.TestClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent, and what becomes of a call by how it is answered, against fronts that answer as each test says. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class PayCallsTest {

    private static final String OPENID = "oHd5Bs0Kw1XyZ9aPq_Rt-Uv2WxYz";
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "WECHATPAY2-SHA256-RSA2048 mchid=\"(\\d+)\",nonce_str=\"(\\w+)\",timestamp=\"(\\d+)\",serial_no=\"(\\w+)\",signature=\"([^\"]+)\"");

    @Inject
    TestClock clock;

    private Front front;

    @BeforeEach
    void start() throws IOException {
        clock.reset();
        front = new Front();
    }

    @AfterEach
    void stop() {
        front.close();
    }

    private PayCalls calls(URI... endpoints) {
        return new PayCalls(
                PayFixtures.at(endpoints),
                new MerchantSignatures(Platform.secrets()),
                new PaySignatures(Platform.secrets(), clock),
                clock);
    }

    /** Fronts are no part of WeChat's that the recorder of calls knows. */
    private PayAnswer call(Function<PayRest, Response> call, URI... endpoints) {
        return SetupCalls.call(() -> calls(endpoints).call("the test", call));
    }

    private PayAnswer echo() {
        return call(rest -> rest.echo("{}".getBytes(UTF_8)), front.uri());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1900000109", "", "a b", "a+b&c=d", "a/b?c#d", "%2F", "满减", "a;b,c:d@e!$'()*~"})
    void whatIsSignedIsWhatIsSent(String value) {
        front.answers(200, "{}", true);
        URI prefixed = URI.create(front.uri() + "/pay");
        assertThat(call(rest -> rest.readStock("1" + value, value), prefixed)).isInstanceOf(PayAnswer.Success.class);
        assertThat(call(rest -> rest.listCoupons(OPENID, value, "1", value, 0, 20), prefixed))
                .isInstanceOf(PayAnswer.Success.class);
        byte[] body = ("{\"a\":\"" + value + "\"}").getBytes(UTF_8);
        assertThat(call(rest -> rest.sendCoupon("o" + value, body), prefixed)).isInstanceOf(PayAnswer.Success.class);
        assertThat(front.taken).hasSize(3).allSatisfy(PayCallsTest::assertSigned);
        assertThat(front.taken.getLast().body()).isEqualTo("{\"a\":\"" + value + "\"}");
        assertThat(front.taken.getFirst().target()).startsWith("/pay/v3/marketing/favor/stocks/1");
    }

    private static void assertSigned(Taken taken) {
        Matcher authorization = AUTHORIZATION.matcher(taken.authorization());
        assertThat(authorization.matches()).as(taken.authorization()).isTrue();
        assertThat(authorization.group(1)).isEqualTo(PayKeys.MERCHANT);
        assertThat(authorization.group(4)).isEqualTo(PayKeys.MERCHANT_SERIAL);
        String message = String.join(
                "\n", taken.method(), taken.target(), authorization.group(3), authorization.group(2), taken.body(), "");
        assertThat(new RSAVerifier(PayKeys.merchantPublicKey(), "any").verify("any", message, authorization.group(5)))
                .as(message)
                .isTrue();
    }

    @Test
    void eachRequestNamesTheKeyThatItsAnswerIsToBeSignedBy() {
        front.answers(200, "{}", true);
        echo();
        call(rest -> rest.readStock("1", "2"), front.uri());
        assertThat(front.taken).extracting(Taken::serial).containsExactly(Platform.SERIAL, Platform.SERIAL);
        assertThat(front.taken).extracting(Taken::accept).containsOnly("application/json");
        assertThat(front.taken.getFirst().contentType()).isEqualTo("application/json");
    }

    @Test
    void noTwoRequestsHaveOneNonce() {
        front.answers(200, "{}", true);
        for (int i = 0; i < 3; i++) {
            echo();
        }
        assertThat(front.taken).extracting(Taken::authorization).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"a\":1} | right | Success[body={\"a\":1}]",
                "204 | '' | right | Success[body={}]",
                "200 | {\"a\":1} | absent | Unsigned[fault=FORM]",
                "200 | {\"a\":1} | wrong | Unsigned[fault=SIGNATURE]",
                "204 | '' | absent | Unsigned[fault=FORM]",
                "200 | [] | right | Unanswered[]",
                "200 | no JSON | right | Unanswered[]",
                "302 | {} | right | Unanswered[]",
                "500 | {\"code\":\"SYSTEM_ERROR\"} | right | Unanswered[]",
                "502 | bad gateway | absent | Unanswered[]",
                "403 | {\"code\":\"NOT_ENOUGH\",\"message\":\"批次预算不足\"} | right | Refused[status=403, code=NOT_ENOUGH, message=批次预算不足]",
                "403 | {\"code\":\"NOT_ENOUGH\",\"message\":\"批次预算不足\"} | absent | Unsigned[fault=FORM]",
                "401 | {\"code\":\"SIGN_ERROR\"} | absent | Refused[status=401, code=SIGN_ERROR, message=]",
                "403 | {\"code\":\"NOT_ENOUGH\"} | wrong | Unsigned[fault=SIGNATURE]",
                "400 | {\"code\":\"not a word\",\"message\":\"oHd5Bs0Kw1XyZ9aPq_Rt-Uv2WxYz is no openid\"} | absent | Refused[status=400, code=, message=… is no openid]",
                "404 | <html> | absent | Refused[status=404, code=, message=]",
                "429 | '' | absent | Refused[status=429, code=, message=]",
            })
    void anAnswerIsBelievedAsFarAsItIsSigned(int status, String body, String signature, String expected) {
        front.answers(status, body, signature.equals("right"));
        front.wrong = signature.equals("wrong");
        assertThat(echo()).hasToString(expected);
        assertThat(front.taken).hasSize(1);
    }

    @Test
    void theSpareAddressIsCalledWhereTheFirstCannotBeConnectedTo() throws IOException {
        front.answers(200, "{}", true);
        assertThat(call(rest -> rest.readStock("1", "2"), closed(), front.uri()))
                .isInstanceOf(PayAnswer.Success.class);
        assertThat(front.taken).hasSize(1).allSatisfy(PayCallsTest::assertSigned);
        assertThat(call(rest -> rest.readStock("1", "2"), closed(), closed())).isEqualTo(new PayAnswer.Unreached());
    }

    /** Each call would wait for the connection that does not come. */
    @Test
    void anAddressThatIsAwayIsTriedLastForAWhile() throws IOException {
        front.answers(200, "{}", true);
        URI away = closed();
        PayCalls calls = calls(away, front.uri());
        readStock(calls);
        try (Front back = new Front(away.getPort())) {
            back.answers(200, "{}", true);
            clock.advance(PayAddress.AWAY.minusSeconds(20));
            readStock(calls);
            assertThat(back.taken).isEmpty();
            assertThat(front.taken).hasSize(2);
            clock.advance(PayAddress.AWAY);
            readStock(calls);
            assertThat(back.taken).hasSize(1);
            assertThat(front.taken).hasSize(2);
        }
    }

    private static void readStock(PayCalls calls) {
        assertThat(SetupCalls.call(() -> calls.call("the test", rest -> rest.readStock("1", "2"))))
                .isInstanceOf(PayAnswer.Success.class);
    }

    private static URI closed() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    @Test
    void theSpareAddressIsNotCalledWhereTheFirstMayHaveHeardOfIt() throws IOException {
        try (Front spare = new Front()) {
            spare.answers(200, "{}", true);
            front.drops = true;
            assertThat(call(rest -> rest.echo(new byte[] {'{', '}'}), front.uri(), spare.uri()))
                    .isEqualTo(new PayAnswer.Unanswered());
            front.drops = false;
            for (int status : List.of(500, 502, 503, 200)) {
                front.answers(status, "{}", false);
                assertThat(call(rest -> rest.echo(new byte[] {'{', '}'}), front.uri(), spare.uri()))
                        .isEqualTo(
                                status == 200
                                        ? new PayAnswer.Unsigned(SignatureFault.FORM)
                                        : new PayAnswer.Unanswered());
            }
            front.answers(429, "{}", false);
            assertThat(call(rest -> rest.echo(new byte[] {'{', '}'}), front.uri(), spare.uri()))
                    .isInstanceOf(PayAnswer.Refused.class);
            assertThat(front.taken).hasSize(6);
            assertThat(spare.taken).isEmpty();
        }
    }

    @Test
    void noOpenidIsWrittenToLogs() throws IOException {
        URI closed = closed();
        List<String> lines = Output.of(() -> {
            front.answers(200, "{}", false);
            call(rest -> rest.sendCoupon(OPENID, new byte[0]), front.uri());
            front.answers(400, "{\"code\":\"A\",\"message\":\"" + OPENID + "\"}", true);
            call(rest -> rest.sendCoupon(OPENID, new byte[0]), front.uri());
            front.drops = true;
            call(rest -> rest.listCoupons(OPENID, "a", "1", "2", 0, 20), front.uri());
            call(rest -> rest.sendCoupon(OPENID, new byte[0]), closed, closed);
        });
        assertThat(lines).anyMatch(line -> line.contains("the test")).noneMatch(line -> line.contains(OPENID));
    }

    /** A request as it came. */
    private record Taken(
            String method,
            String target,
            String authorization,
            String serial,
            String accept,
            @Nullable String contentType,
            String body) {}

    /** Answers each request in the same way. */
    private final class Front implements AutoCloseable {
        private final HttpServer server;
        private final List<Taken> taken = new CopyOnWriteArrayList<>();
        private volatile int status;
        private volatile String answer = "";
        private volatile boolean signed;
        private volatile boolean wrong;
        private volatile boolean drops;

        Front() throws IOException {
            this(0);
        }

        Front(int port) throws IOException {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
            server.createContext("/", this::take);
            server.start();
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        void answers(int newStatus, String body, boolean isSigned) {
            status = newStatus;
            answer = body;
            signed = isSigned;
        }

        private void take(HttpExchange exchange) throws IOException {
            try (exchange) {
                var headers = exchange.getRequestHeaders();
                taken.add(new Taken(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        headers.getFirst("Authorization"),
                        headers.getFirst("Wechatpay-Serial"),
                        headers.getFirst("Accept"),
                        headers.getFirst("Content-Type"),
                        new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
                if (drops) {
                    return;
                }
                if (signed || wrong) {
                    PaySignatures.Headers by = Platform.sign(wrong ? answer + " " : answer, clock.instant());
                    exchange.getResponseHeaders().set("Wechatpay-Serial", by.serial());
                    exchange.getResponseHeaders().set("Wechatpay-Timestamp", by.timestamp());
                    exchange.getResponseHeaders().set("Wechatpay-Nonce", by.nonce());
                    exchange.getResponseHeaders().set("Wechatpay-Signature", by.signature());
                }
                exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
                byte[] bytes = answer.getBytes(UTF_8);
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
