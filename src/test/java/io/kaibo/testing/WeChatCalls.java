package io.kaibo.testing;

import io.kaibo.sandbox.Sandbox;
import io.kaibo.sandbox.pay.PayEndpoint;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.ext.Provider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Tells {@link Calls} of every call to WeChat, WeChat Pay and drand; each try of the application's own is a call here. */
@Provider
public final class WeChatCalls implements ClientRequestFilter, ClientResponseFilter {

    private static final String NUMBER = "kaibo.call";

    @Override
    public void filter(ClientRequestContext request) {
        if (SetupCalls.inside()) {
            return;
        }
        int number = Calls.begin(name(request.getMethod(), request.getUri().getPath()));
        request.setProperty(NUMBER, number);
        at(number, Calls.Moment.BEFORE, request);
    }

    /** A fault of WeChat Pay's looks as one of the network does: what its client makes of that is a part of each flow. */
    private static void at(int number, Calls.Moment moment, ClientRequestContext request) {
        try {
            Calls.at(number, moment, true);
        } catch (SdkClientException planned) {
            throw isPay(request.getUri().getPath()) ? new ProcessingException("planned: no answer") : planned;
        }
    }

    private static boolean isPay(String path) {
        return path.startsWith(Sandbox.PAY + "/");
    }

    /** A round of drand is another one in each run, and a person and a stock may be: such a call is named without them. */
    private static String name(String method, String path) {
        if (isPay(path)) {
            return "Pay."
                    + PayEndpoint.find(method, path.substring(Sandbox.PAY.length()))
                            .map(PayEndpoint::title)
                            .orElseThrow();
        }
        return path.startsWith(Sandbox.DRAND) ? "Drand.round" : "WeChat." + path;
    }

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        if (request.getProperty(NUMBER) instanceof Integer number) {
            at(number, Calls.Moment.AFTER, request);
        }
    }
}
