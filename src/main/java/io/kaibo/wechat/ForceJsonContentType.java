package io.kaibo.wechat;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/** WeChat answers JSON everywhere and calls some of it text/plain: jscode2session is one that does. */
class ForceJsonContentType implements ClientResponseFilter {

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        // Quarkus runs response filters for a connection that dropped, too: then there is no response to filter
        if (response.getHeaders() != null) {
            response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
    }
}
