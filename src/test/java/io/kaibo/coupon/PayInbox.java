package io.kaibo.coupon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kaibo.testing.Http;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes the notifications of a sandbox's WeChat Pay in the place of {@code pay-callback}, for tests to deliver as they like. */
final class PayInbox implements AutoCloseable {

    private static final String PATH = "/callbacks/pay";

    private final Http http;
    private final BlockingQueue<PayMail.Notice> taken = new LinkedBlockingQueue<>();
    private final HttpServer server;
    private volatile boolean forwarding;

    PayInbox(Http http) throws IOException {
        this.http = http;
        this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            PayMail.Notice notice =
                    new PayMail.Notice(headers, exchange.getRequestBody().readAllBytes());
            int status = forwarding ? deliver(notice).status() : 204;
            taken.add(notice);
            exchange.sendResponseHeaders(status, -1);
        }
    }

    /** @param forwards whether each is delivered while WeChat Pay waits */
    void empty(boolean forwards) {
        forwarding = forwards;
        taken.clear();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    PayMail.Notice next() throws InterruptedException {
        PayMail.Notice notice = taken.poll(30, TimeUnit.SECONDS);
        assertThat(notice).as("what is notified").isNotNull();
        return notice;
    }

    Http.Answer deliver(PayMail.Notice notice) {
        Http.Call call = http.post(PATH).json(new String(notice.body(), UTF_8));
        notice.headers().forEach((name, value) -> {
            if (name.startsWith("wechatpay-")) {
                call.header(name, value);
            }
        });
        return call.send();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
