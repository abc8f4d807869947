package io.kaibo.wechat;

import io.kaibo.aws.Secrets;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The access token of the mini-program, one a function instance.
 *
 * <p>It comes from {@code stable_token} in normal mode, which gives every caller the same token and kills none, so that
 * instances need not share a store. {@code force_refresh} would kill everybody's and is allowed twenty times a day: it
 * is never used. Source: the mini-program documentation, 获取稳定版接口调用凭据.
 */
@Singleton
class AccessTokens {

    /** A token is not used in its last minute, or in the second half of a life shorter than two. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    /** One answer of {@code stable_token}; two of them differ even where their values are the same. */
    static final class Token {
        private final String value;
        private final Instant usableUntil;

        Token(String value, Instant usableUntil) {
            this.value = value;
            this.usableUntil = usableUntil;
        }

        String value() {
            return value;
        }
    }

    private final WeChatRest rest;
    private final WeChatConfig config;
    private final String secret;
    private final Clock clock;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile @Nullable Token kept;

    AccessTokens(WeChatRest rest, WeChatConfig config, Secrets secrets, Clock clock) {
        this.rest = rest;
        this.config = config;
        this.secret = secrets.get("wechat-secret");
        this.clock = clock;
    }

    /** The token to use now; of many callers that find none, one asks for it and the others wait for the answer. */
    Token current() {
        Token token = kept;
        if (token != null && isUsable(token)) {
            return token;
        }
        refreshing.lock();
        try {
            token = kept;
            if (token == null || !isUsable(token)) {
                token = ask();
                kept = token;
            }
            return token;
        } finally {
            refreshing.unlock();
        }
    }

    /** Forgets a token that WeChat called dead, unless another one has taken its place already. */
    void drop(Token failed) {
        refreshing.lock();
        try {
            if (kept == failed) {
                kept = null;
            }
        } finally {
            refreshing.unlock();
        }
    }

    private boolean isUsable(Token token) {
        return clock.instant().isBefore(token.usableUntil);
    }

    private Token ask() {
        var question = new WeChatRest.TokenQuestion("client_credential", config.requiredAppid(), secret, false);
        Instant asked = clock.instant();
        WeChatRest.TokenAnswer answer =
                WeChat.repeated(() -> WeChat.checked("stable_token", () -> rest.stableToken(question)));
        String value = answer.accessToken();
        if (value == null) {
            throw new WeChatException("stable_token", new Failure.Unanswered());
        }
        Duration life = Duration.ofSeconds(answer.expiresIn());
        Duration half = life.dividedBy(2);
        return new Token(value, asked.plus(life).minus(half.compareTo(MARGIN) < 0 ? half : MARGIN));
    }
}
