package io.kaibo.wechat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
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

    /** @throws IllegalStateException naming the key if it is not set */
    default String requiredAppid() {
        return appid().orElseThrow(() -> new IllegalStateException("KAIBO_WECHAT_APPID is not set"));
    }

    /** @throws IllegalStateException naming the key if it is not set */
    default URI requiredEndpoint() {
        return endpoint().orElseThrow(() -> new IllegalStateException("KAIBO_WECHAT_ENDPOINT is not set"));
    }
}
