package io.kaibo.wechat.pay;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * WeChat Pay's API v3 as it is, as far as it is used. Bodies are bytes, since what is signed are bytes. What an answer means is
 * {@link PayCalls}'s to know.
 */
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface PayRest {

    @POST
    @Path("/v3/marketing/favor/users/{openid}/coupons")
    Response sendCoupon(@PathParam("openid") String openid, byte[] body);

    /** @param page from 0, though WeChat Pay calls it an offset */
    @GET
    @Path("/v3/marketing/favor/users/{openid}/coupons")
    Response listCoupons(
            @PathParam("openid") String openid,
            @QueryParam("appid") String appid,
            @QueryParam("stock_id") String stockId,
            @QueryParam("creator_mchid") String creator,
            @QueryParam("offset") int page,
            @QueryParam("limit") int limit);

    @GET
    @Path("/v3/marketing/favor/stocks/{stockId}")
    Response readStock(@PathParam("stockId") String stockId, @QueryParam("stock_creator_mchid") String creator);

    @POST
    @Path("/v3/marketing/favor/callbacks")
    Response setNotificationAddress(byte[] body);

    @POST
    @Path("/v3/security/echo")
    Response echo(byte[] body);
}
