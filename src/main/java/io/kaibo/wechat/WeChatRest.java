package io.kaibo.wechat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.jspecify.annotations.Nullable;

/** WeChat's server API as it is. What may be called, and what an answer means, is {@link Connections}'s to know. */
@RegisterForReflection
@RegisterProvider(ForceJsonContentType.class)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface WeChatRest {

    /** What every answer may carry; 0 or absent is success. */
    interface Answer {
        int errcode();

        /** Text, as far as is known. It explains a failure, and must not be the reason that an answer cannot be read. */
        @Nullable
        JsonNode errmsg();
    }

    record TokenQuestion(
            @JsonProperty("grant_type") String grantType,
            String appid,
            String secret,
            @JsonProperty("force_refresh") boolean forceRefresh) {}

    /** @param expiresIn seconds */
    record TokenAnswer(
            int errcode,
            @Nullable JsonNode errmsg,
            @JsonProperty("access_token") @Nullable String accessToken,
            @JsonProperty("expires_in") long expiresIn)
            implements Answer {}

    /** Its session_key is not even read. */
    record LoginAnswer(
            int errcode,
            @Nullable JsonNode errmsg,
            @Nullable String openid) implements Answer {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LiveQuestion(
            int start,
            int limit,
            @Nullable String action,
            @JsonProperty("room_id") @Nullable Long roomId) {}

    /** @param value WeChat reads numbers and times as text too */
    record MessageValue(String value) {}

    record Message(
            String touser,
            @JsonProperty("template_id") String templateId,
            String page,
            Map<String, MessageValue> data,
            @JsonProperty("miniprogram_state") String miniProgramState,
            String lang) {}

    /**
     * @param code null where the answer says nothing of what became of the message
     * @param msgid a number, as far as is known; it must not be the reason that a success cannot be read
     */
    record MessageAnswer(
            @JsonProperty("errcode") @Nullable Integer code,
            @Nullable JsonNode errmsg,
            @Nullable JsonNode msgid) implements Answer {

        @Override
        public int errcode() {
            return code == null ? 0 : code;
        }
    }

    @POST
    @Path("/cgi-bin/stable_token")
    TokenAnswer obtainToken(TokenQuestion question);

    @GET
    @Path("/sns/jscode2session")
    LoginAnswer logIn(
            @QueryParam("appid") String appid,
            @QueryParam("secret") String secret,
            @QueryParam("js_code") String code,
            @QueryParam("grant_type") String grantType);

    /** A {@link LiveAnswer} as text: where it has bytes that are no UTF-8, the text has U+FFFD. */
    @POST
    @Path("/wxa/business/getliveinfo")
    @Nullable
    String readLiveInfo(@QueryParam("access_token") String accessToken, LiveQuestion question);

    @POST
    @Path("/cgi-bin/message/subscribe/send")
    MessageAnswer sendMessage(@QueryParam("access_token") String accessToken, Message message);
}
