package io.kaibo.wechat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Whose mini-program it is, and where WeChat answers. */
@ConfigMapping(prefix = "kaibo.wechat")
public interface WeChatConfig {

    /** The mini-program's appid; its secret is the secret {@code wechat-secret}. */
    Optional<String> appid();

    /** WeChat's server API: {@code https://api.weixin.qq.com}, but where a sandbox stands in. */
    Optional<URI> endpoint();

    /** In which form WeChat's message push is taken, as it is set in the mini-program's console. */
    @WithDefault("safe")
    PushMode pushMode();

    /**
     * After WeChat gave no access token, or called a new one dead, so long none is asked for: an instance then makes one attempt,
     * of at most two calls, in this time.
     */
    @WithDefault("PT5S")
    Duration tokenPause();

    /** @throws IllegalStateException naming the key if it is not set */
    default String requiredAppid() {
        return appid().orElseThrow(() -> new IllegalStateException("KAIBO_WECHAT_APPID is not set"));
    }

    /** @throws IllegalStateException naming the key if it is not set */
    default URI requiredEndpoint() {
        return endpoint().orElseThrow(() -> new IllegalStateException("KAIBO_WECHAT_ENDPOINT is not set"));
    }
}
