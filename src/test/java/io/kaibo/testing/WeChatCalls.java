package io.kaibo.testing;

import io.kaibo.sandbox.Sandbox;
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
        int number = Calls.begin(name(request.getUri().getPath()));
        request.setProperty(NUMBER, number);
        Calls.at(number, Calls.Moment.BEFORE, true);
    }

    /** A round of drand is another one in each run: its call is named without it. */
    private static String name(String path) {
        return path.startsWith(Sandbox.DRAND) ? "Drand.round" : "WeChat." + path;
    }

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        if (request.getProperty(NUMBER) instanceof Integer number) {
            Calls.at(number, Calls.Moment.AFTER, true);
        }
    }
}
