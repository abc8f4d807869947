package io.kaibo.wechat;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Whose mini-program it is, and where WeChat answers. */
@ConfigMapping(prefix = "kaibo.wechat")
public interface WeChatConfig {

    /** The mini-program's appid; its secret is the secret {@code wechat-secret}. */
    Optional<String> appid();

    /** WeChat's server API: {@code https://api.weixin.qq.com}, but where a sandbox stands in. */
    Optional<URI> endpoint();

    /** @throws IllegalStateException naming the key if it is not set */
    default String requiredAppid() {
        return appid().orElseThrow(() -> new IllegalStateException("KAIBO_WECHAT_APPID is not set"));
    }

    /** @throws IllegalStateException naming the key if it is not set */
    default URI requiredEndpoint() {
        return endpoint().orElseThrow(() -> new IllegalStateException("KAIBO_WECHAT_ENDPOINT is not set"));
    }
}
