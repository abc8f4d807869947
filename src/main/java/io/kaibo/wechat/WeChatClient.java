package io.kaibo.wechat;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/**
 * Builds the client of WeChat for the functions that call it. As a configured client, {@code @RegisterRestClient}, it would
 * cost every function a tenth of its start: its hundred settings are looked up whether or not anybody calls WeChat.
 */
final class WeChatClient {
    private static final int CONNECT_SECONDS = 1;
    /** WeChat answers within half a second or not at all; with its one repetition a call ends before a function does. */
    private static final int READ_SECONDS = 4;

    @Produces
    @Singleton
    static WeChatRest rest(WeChatConfig config) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(config.requiredEndpoint())
                .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .readTimeout(READ_SECONDS, TimeUnit.SECONDS)
                .build(WeChatRest.class);
    }
}
