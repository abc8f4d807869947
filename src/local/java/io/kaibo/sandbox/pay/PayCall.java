package io.kaibo.sandbox.pay;

import com.sun.net.httpserver.HttpExchange;
import io.kaibo.sandbox.Call;
import java.io.IOException;
import java.util.Objects;

/**
 * One request to WeChat Pay.
 *
 * @param call its path seen from below the prefix
 * @param target path and query as they were received, with the prefix
 * @param authorization empty if there is none
 * @param serial of the key by which the answer is to be signed; empty if the request names none
 */
record PayCall(Call call, String target, String authorization, String serial) {
    static PayCall of(HttpExchange exchange, String prefix) throws IOException {
        return new PayCall(
                Call.of(exchange).below(prefix),
                exchange.getRequestURI().toString(),
                header(exchange, "Authorization"),
                header(exchange, "Wechatpay-Serial"));
    }

    private static String header(HttpExchange exchange, String name) {
        return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
    }
}
