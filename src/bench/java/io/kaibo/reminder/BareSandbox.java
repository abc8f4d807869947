package io.kaibo.reminder;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kaibo.local.LocalPorts;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** Calls the sandbox with JSON that is ready, by the client that Kaibo has, and does nothing else. */
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface BareSandbox {

    @RegisterForReflection
    record Token(@JsonProperty("access_token") String accessToken) {}

    @RegisterForReflection
    record Sent(int errcode, long msgid) {}

    @RegisterForReflection
    record Accepts(int takes) {}

    static BareSandbox at(LocalPorts ports) {
        return QuarkusRestClientBuilder.newBuilder().baseUri(ports.sandbox()).build(BareSandbox.class);
    }

    @POST
    @Path("/cgi-bin/stable_token")
    Token stableToken(String question);

    @POST
    @Path("/cgi-bin/message/subscribe/send")
    Sent send(@QueryParam("access_token") String accessToken, String message);

    @POST
    @Path("/sandbox/accepts")
    Accepts accept(String accept);
}
