package io.kaibo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Login codes, which the mini-program gets from {@code wx.login} and here from the control calls. */
final class Login {
    /** "The code is valid for five minutes" (wx.login). */
    private static final Duration CODE_LIFE = Duration.ofMinutes(5);

    private final Account account;
    private final InstantSource clock;
    private final RandomText random;
    private final Map<String, Minted> codes = new HashMap<>();

    Login(Account account, InstantSource clock, RandomText random) {
        this.account = account;
        this.clock = clock;
        this.random = random;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/sns/jscode2session", this::session).asPlainText());
    }

    /**
     * A new code for this person; if the openid is "", for a new person.
     *
     * @param unionid "" for a mini-program that is bound to no account of WeChat's open platform
     * @param blocked true if WeChat takes the person for a risk: the login answers 40226
     * @return the code and the openid
     */
    ObjectNode mint(String openid, String unionid, boolean blocked) {
        String code = random.loginCode();
        String person = openid.isEmpty() ? random.openid() : openid;
        codes.put(code, new Minted(person, unionid, blocked, clock.instant().plus(CODE_LIFE)));
        return Json.MAPPER.createObjectNode().put("code", code).put("openid", person);
    }

    private Answer session(Call call) {
        account.require(call.query("appid"), call.query("secret"));
        if (!"authorization_code".equals(call.query("grant_type"))) {
            throw Errcode.BAD_GRANT_TYPE.refusal();
        }
        String code = call.query("js_code");
        if (code == null || code.isEmpty()) {
            throw Errcode.NO_LOGIN_CODE.refusal();
        }
        // A code works once, even if the login fails.
        Minted minted = codes.remove(code);
        if (minted == null || !clock.instant().isBefore(minted.end)) {
            throw Errcode.BAD_LOGIN_CODE.refusal();
        }
        if (minted.blocked) {
            throw Errcode.HIGH_RISK_USER.refusal();
        }
        ObjectNode body =
                Json.MAPPER.createObjectNode().put("openid", minted.openid).put("session_key", random.sessionKey());
        if (!minted.unionid.isEmpty()) {
            body.put("unionid", minted.unionid);
        }
        return Answer.json(body);
    }

    private record Minted(String openid, String unionid, boolean blocked, Instant end) {}
}
