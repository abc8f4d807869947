package io.kaibo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;

/** The errcodes that the sandbox answers with, and the errmsg that WeChat gives with each. */
enum Errcode {
    OK(0, "ok"),
    SYSTEM_BUSY(-1, "system error"),
    NOT_LATEST_TOKEN(40001, "invalid credential, access_token is invalid or not latest"),
    BAD_GRANT_TYPE(40002, "invalid grant_type"),
    BAD_APPID(40013, "invalid appid"),
    BAD_OPENID(40003, "invalid openid"),
    UNKNOWN_TOKEN(40014, "invalid access_token"),
    BAD_LOGIN_CODE(40029, "invalid code"),
    BAD_TEMPLATE(40037, "invalid template_id"),
    BAD_SECRET(40125, "invalid appsecret"),
    BAD_ADDRESS(40164, "invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist"),
    HIGH_RISK_USER(40226, "code blocked"),
    NO_TOKEN(41001, "access_token missing"),
    NO_APPID(41002, "appid missing"),
    NO_SECRET(41004, "appsecret missing"),
    NO_LOGIN_CODE(41008, "missing code"),
    EXPIRED_TOKEN(42001, "access_token expired"),
    REQUIRES_GET(43001, "require GET method"),
    REQUIRES_POST(43002, "require POST method"),
    NOT_ACCEPTED(43101, "user refuse to accept the msg"),
    CONCURRENT_SENDS(43108, "send msg to the same user concurrently"),
    DAY_QUOTA(45009, "reach max api daily quota limit"),
    MINUTE_QUOTA(45011, "api minute-quota reach limit mustslower retry next minute"),
    DATA_FORMAT_ERROR(47001, "data format error"),
    BAD_TEMPLATE_DATA(47003, "argument invalid!"),
    BAD_PARAMETER(200002, "invalid parameter"),
    NO_ROOMS(9410000, "empty room list"),
    NO_REPLAY(9410003, "get live replay failed");

    private final int code;
    private final String message;

    Errcode(int code, String message) {
        this.code = code;
        this.message = message;
    }

    Refusal refusal() {
        return new Refusal(body());
    }

    /** The refusal with a detail after WeChat's own words. */
    Refusal refusal(String detail) {
        return new Refusal(body(code, message + " " + detail));
    }

    /** A new JSON object with errcode and errmsg, to which an answer adds its own fields. */
    ObjectNode body() {
        return body(code, message);
    }

    /** The same for any errcode: a fault may be one that no endpoint gives by itself. */
    static ObjectNode bodyOf(int code) {
        return Stream.of(values())
                .filter(known -> known.code == code)
                .findFirst()
                .map(Errcode::body)
                .orElseGet(() -> body(code, "injected fault"));
    }

    private static ObjectNode body(int code, String message) {
        return Json.MAPPER.createObjectNode().put("errcode", code).put("errmsg", message);
    }
}
