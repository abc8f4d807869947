package io.kaibo.wechat;

import io.kaibo.base.FreshClient;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.vertx.core.http.HttpClientOptions;
import java.util.concurrent.TimeUnit;

/**
 * Builds the client of WeChat for the functions that call it. As a configured client, {@code @RegisterRestClient}, it would
 * cost every function a tenth of its start: its hundred settings are looked up even where no call is made.
 */
final class WeChatClient {

    private static final int CONNECT_SECONDS = 1;
    /** Shorter than {@link #READ_SECONDS}: a handshake that stalls must not look like a call that was not answered. */
    private static final int HANDSHAKE_SECONDS = 2;

    /** WeChat answers within half a second or not at all; with its one repetition a call ends before a function does. */
    private static final int READ_SECONDS = 4;

    private WeChatClient() {}

    /** A client with connections of its own, none of which is made yet. */
    static WeChatRest connect(WeChatConfig config) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(config.requireEndpoint())
                .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .readTimeout(READ_SECONDS, TimeUnit.SECONDS)
                .httpClientOptions(new HttpClientOptions()
                        .setKeepAliveTimeout((int) FreshClient.MOST_IDLE.toSeconds())
                        .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
                        .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS))
                .build(WeChatRest.class);
    }
}
