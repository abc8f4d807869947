package io.kaibo.wechat;

import io.kaibo.aws.Metrics;
import io.kaibo.aws.Secrets;
import io.kaibo.base.Spans;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The access token of the mini-program, one a function instance.
 *
 * <p>It comes from {@code stable_token} in normal mode, which gives every caller the same token and revokes none, so that
 * instances need not share a store. {@code force_refresh} would revoke the token of all other callers and is allowed twenty times
 * a day: it is never used. Source: the mini-program documentation, 获取稳定版接口调用凭据.
 *
 * <p>WeChat allows 10,000 calls of {@code stable_token} a minute and 500,000 a day, for all systems of the mini-program together. So
 * the number of calls is bounded by time and not by the number of callers: all callers share an attempt, and for a pause
 * ({@link WeChatConfig#tokenPause}) its failure too.
 */
@Singleton
class AccessTokens {

    /** Why there is no token, and for how long that is the answer. */
    private record Refusal(NoTokenException why, Instant from, Duration pause) {

        boolean holds(Instant now) {
            return Spans.covers(from, pause, now);
        }
    }

    private final Connections weChat;
    private final WeChatConfig config;
    private final Supplier<WeChatRest.TokenQuestion> question;
    private final TokenFailures failures;
    private final Clock clock;

    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable AccessToken kept;
    private @Nullable CompletableFuture<AccessToken> attempt;
    private @Nullable Refusal refusal;
    private Instant replacedAt = Instant.MIN;

    AccessTokens(Connections weChat, WeChatConfig config, Secrets secrets, Metrics metrics, Clock clock) {
        this.weChat = weChat;
        this.config = config;
        String appid = config.requireAppid();
        Supplier<String> secret = secrets.getLater("wechat-secret");
        this.question = () -> new WeChatRest.TokenQuestion("client_credential", appid, secret.get(), false);
        this.failures = new TokenFailures(metrics);
        this.clock = clock;
    }

    /**
     * The token to use now. Of many callers that find none, one asks WeChat, at most twice, and the others wait for its answer.
     *
     * @throws NoTokenException if WeChat gives none; the same failure is then thrown, without a call, until the pause is over
     */
    AccessToken obtain() {
        AccessToken token = kept;
        if (token != null && token.isFresh(clock.instant())) {
            return token;
        }
        try {
            return awaitAttempt();
        } catch (NoTokenException e) {
            if (token != null && token == kept && token.isAlive(clock.instant())) {
                return token;
            }
            throw e;
        }
    }

    /**
     * Forgets a token that WeChat called dead, unless another one has replaced it. The first dead token is replaced at once. If its
     * replacement dies within the pause, the next attempt waits for a pause, and so on.
     *
     * @param why the failure of the call that WeChat refused the token to
     */
    void drop(AccessToken dead, WeChatException why) {
        lock.lock();
        try {
            if (kept != dead) {
                return;
            }
            kept = null;
            Instant now = clock.instant();
            boolean isReplacement = Spans.covers(replacedAt, config.tokenPause(), now);
            if (!isReplacement) {
                replacedAt = now;
                return;
            }
            refusal = new Refusal(new NoTokenException(why), now, config.tokenPause());
            // the token that is asked for after the pause replaces a dead one too
            replacedAt = now.plus(config.tokenPause());
            failures.report(why);
        } finally {
            lock.unlock();
        }
    }

    private AccessToken awaitAttempt() {
        CompletableFuture<AccessToken> shared;
        boolean mine = false;
        lock.lock();
        try {
            AccessToken token = kept;
            Instant now = clock.instant();
            if (token != null && token.isFresh(now)) {
                return token;
            }
            if (refusal != null && refusal.holds(now)) {
                throw refusal.why();
            }
            if (attempt != null && token != null && token.isAlive(now)) {
                return token;
            }
            if (attempt == null) {
                attempt = new CompletableFuture<>();
                mine = true;
            }
            shared = attempt;
        } finally {
            lock.unlock();
        }
        if (mine) {
            makeAttempt(shared);
        }
        try {
            return shared.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof NoTokenException failure ? failure : e;
        }
    }

    /** Makes the attempt that others may wait for: it always completes. */
    private void makeAttempt(CompletableFuture<AccessToken> shared) {
        @Nullable AccessToken token = null;
        Throwable failure = new IllegalStateException("the attempt was given up");
        try {
            token = askForToken();
        } catch (NoTokenException e) {
            failure = e;
            failures.report(e);
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            end(token, failure);
            if (token == null) {
                shared.completeExceptionally(failure);
            } else {
                shared.complete(token);
            }
        }
    }

    private void end(@Nullable AccessToken token, Throwable failure) {
        lock.lock();
        try {
            attempt = null;
            if (token != null) {
                kept = token;
                refusal = null;
            } else if (failure instanceof NoTokenException why) {
                refusal = new Refusal(why, clock.instant(), config.tokenPause());
            }
        } finally {
            lock.unlock();
        }
    }

    private AccessToken askForToken() {
        Instant asked = clock.instant();
        WeChatRest.TokenAnswer answer;
        try {
            answer = Connections.repeatOnce(
                    () -> weChat.callChecked("stable_token", rest -> rest.obtainToken(question.get())));
        } catch (WeChatException e) {
            throw new NoTokenException(e);
        }
        String value = answer.accessToken();
        if (value == null || value.isEmpty() || answer.expiresIn() <= 0) {
            throw new NoTokenException(new WeChatException("stable_token", new Failure.Unanswered()));
        }
        return new AccessToken(value, answer.expiresIn(), asked);
    }
}
