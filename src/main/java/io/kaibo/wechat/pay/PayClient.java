package io.kaibo.wechat.pay;

import io.kaibo.base.FreshClient;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.vertx.core.http.HttpClientOptions;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/**
 * Builds the client of one of WeChat Pay's addresses. A call takes at most 4 s once it is sent, and at most 3 s more for each address that
 * cannot be connected to.
 */
final class PayClient {

    private static final int CONNECT_SECONDS = 1;
    /** Shorter than {@link #READ_SECONDS}: a handshake that stalls must not look like a call that was not answered. */
    private static final int HANDSHAKE_SECONDS = 2;

    /** WeChat Pay answers a send after some 100 ms. */
    private static final int READ_SECONDS = 4;

    private PayClient() {}

    /** A client with connections of its own, none of which is made yet. */
    static PayRest connect(URI endpoint, ClientRequestFilter signing) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(endpoint)
                .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .readTimeout(READ_SECONDS, TimeUnit.SECONDS)
                .httpClientOptions(new HttpClientOptions()
                        .setKeepAliveTimeout((int) FreshClient.MOST_IDLE.toSeconds())
                        .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
                        .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS))
                .register(signing)
                // a refusal is an answer too, and its signature is to be checked
                .property("microprofile.rest.client.disable.default.mapper", true)
                .build(PayRest.class);
    }
}
