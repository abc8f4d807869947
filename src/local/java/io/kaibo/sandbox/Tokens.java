package io.kaibo.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The two independent ways to get an access_token, and the state of every token since the start. */
final class Tokens {
    private static final Duration LIFE = Duration.ofHours(2);
    /** WeChat renews a stable token with at most this time left; both tokens work until the old one ends. */
    private static final Duration RENEWAL = Duration.ofMinutes(5);

    private static final int FORCED_A_DAY = 20;
    private static final Duration BETWEEN_FORCED = Duration.ofSeconds(30);
    private static final ZoneId WECHAT_DAY = ZoneId.of("Asia/Shanghai");

    private final Account account;
    private final InstantSource clock;
    private final RandomText random;
    private final Map<String, Token> issued = new HashMap<>();
    private final List<Instant> forced = new ArrayList<>();
    private @Nullable Token plain;
    private @Nullable Token stable;

    Tokens(Account account, InstantSource clock, RandomText random) {
        this.account = account;
        this.clock = clock;
        this.random = random;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/cgi-bin/token", this::token), Endpoint.post("/cgi-bin/stable_token", this::stableToken));
    }

    /** 41001, 40014, 40001 or 42001 unless this token is alive. */
    void require(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            throw Errcode.NO_TOKEN.refusal();
        }
        Token token = issued.get(text);
        if (token == null) {
            throw Errcode.UNKNOWN_TOKEN.refusal();
        }
        if (token.revoked) {
            throw Errcode.NOT_LATEST_TOKEN.refusal();
        }
        if (!token.left().isPositive()) {
            throw Errcode.EXPIRED_TOKEN.refusal();
        }
    }

    /** Ends all living tokens as if their two hours were over: 42001 from now on. */
    void expireAll() {
        issued.values().stream().filter(Token::lives).forEach(token -> token.end = clock.instant());
    }

    /** Withdraws all living tokens, as when the secret is reset: 40001 from now on. */
    void revokeAll() {
        issued.values().stream().filter(Token::lives).forEach(token -> token.revoked = true);
    }

    /**
     * The documentation says that a new token ends the one before and, elsewhere, that both work for some five minutes.
     * Here it ends at once: nothing may count on those minutes.
     */
    private Answer token(Call call) {
        account.require(call.query("appid"), call.query("secret"));
        requireGrantType(call.query("grant_type"));
        plain = inPlaceOf(plain);
        return answer(plain);
    }

    private Answer stableToken(Call call) {
        Fields body = call.json();
        boolean force = body.flag("force_refresh");
        account.require(body.textOrEmpty("appid"), body.textOrEmpty("secret"));
        requireGrantType(body.textOrEmpty("grant_type"));
        if (force) {
            countForced();
            stable = inPlaceOf(stable);
        } else if (stable == null || !stable.lives() || stable.left().compareTo(RENEWAL) <= 0) {
            stable = issue();
        }
        return answer(stable);
    }

    private static void requireGrantType(@Nullable String grantType) {
        if (!"client_credential".equals(grantType)) {
            throw Errcode.BAD_GRANT_TYPE.refusal();
        }
    }

    /** 45009 for more than 20 a day, 45011 for two within 30 seconds: the page has the limits, not their errcodes. */
    private void countForced() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, WECHAT_DAY);
        long doneToday = forced.stream()
                .filter(at -> LocalDate.ofInstant(at, WECHAT_DAY).equals(today))
                .count();
        if (doneToday >= FORCED_A_DAY) {
            throw Errcode.DAY_QUOTA.refusal();
        }
        if (!forced.isEmpty() && forced.getLast().plus(BETWEEN_FORCED).isAfter(now)) {
            throw Errcode.MINUTE_QUOTA.refusal();
        }
        forced.add(now);
    }

    private Token inPlaceOf(@Nullable Token previous) {
        if (previous != null && previous.lives()) {
            previous.revoked = true;
        }
        return issue();
    }

    private Token issue() {
        Token token = new Token(random.token(), clock.instant().plus(LIFE));
        issued.put(token.text, token);
        return token;
    }

    private static Answer answer(Token token) {
        // A successful answer has no errcode.
        return Answer.json(Json.MAPPER
                .createObjectNode()
                .put("access_token", token.text)
                .put("expires_in", token.left().plusMillis(999).toSeconds()));
    }

    private final class Token {
        private final String text;
        private Instant end;
        private boolean revoked;

        private Token(String text, Instant end) {
            this.text = text;
            this.end = end;
        }

        private boolean lives() {
            return !revoked && left().isPositive();
        }

        private Duration left() {
            return Duration.between(clock.instant(), end);
        }
    }
}
