package io.kaibo.drand;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.vertx.core.http.HttpClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Builds the client for one call of a mirror. It is built for the call and closed after it: rounds are fetched minutes apart. */
final class DrandClient {

    private DrandClient() {}

    /** @param timeout for the connection, and for each pause of the answer */
    static DrandRest connect(URI base, Duration timeout) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(base)
                .connectTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .httpClientOptions(new HttpClientOptions()
                        // the read time-out ends where the answer begins: a stream that stalls would wait for 100 s
                        .setIdleTimeout((int) timeout.toMillis())
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setSslHandshakeTimeout(timeout.toMillis())
                        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS))
                .build(DrandRest.class);
    }
}
