package io.kaibo.drand;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;

/** drand's HTTP API, as far as it is used. The answers come as streams, so that one without end is not read to its end. */
@Produces(MediaType.APPLICATION_JSON)
interface DrandRest {

    /** Form v1: {@code round}, {@code randomness} and {@code signature}. */
    @GET
    @Path("/{chainHash}/public/{round}")
    InputStream roundV1(@PathParam("chainHash") String chainHash, @PathParam("round") long round);

    /** Form v2: {@code round} and {@code signature}. */
    @GET
    @Path("/v2/beacons/{beacon}/rounds/{round}")
    InputStream roundV2(@PathParam("beacon") String beacon, @PathParam("round") long round);
}
