package io.kaibo.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds requests for tests that call no function. */
final class HttpEvents {

    private HttpEvents() {}

    static APIGatewayV2HTTPEvent of(String method, String path, Map<String, String> headers, @Nullable String body) {
        return APIGatewayV2HTTPEvent.builder()
                .withRawPath(path)
                .withHeaders(headers)
                .withBody(body)
                .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                        .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                                .withMethod(method)
                                .build())
                        .build())
                .build();
    }

    /** @param header the name of the header, which may be written in any case */
    static Request bearer(String header, String credential) {
        return Request.of(of("GET", "/", Map.of(header, "Bearer " + credential), null));
    }
}
