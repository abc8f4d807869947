package io.kaibo.testing;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Tells {@link Calls} of every call to WeChat; each try of the application's own is a call here. */
@Provider
public final class WeChatCalls implements ClientRequestFilter, ClientResponseFilter {

    private static final String NUMBER = "kaibo.call";

    @Override
    public void filter(ClientRequestContext request) {
        if (SetupCalls.inside()) {
            return;
        }
        int number = Calls.begin("WeChat." + request.getUri().getPath());
        request.setProperty(NUMBER, number);
        Calls.at(number, Calls.Moment.BEFORE, true);
    }

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        if (request.getProperty(NUMBER) instanceof Integer number) {
            Calls.at(number, Calls.Moment.AFTER, true);
        }
    }
}
