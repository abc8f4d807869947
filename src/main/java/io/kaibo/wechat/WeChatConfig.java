package io.kaibo.wechat;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Whose mini-program it is. */
@ConfigMapping(prefix = "kaibo.wechat")
public interface WeChatConfig {

    /** The mini-program's appid; its secret is the secret {@code wechat-secret}. */
    Optional<String> appid();

    /** @throws IllegalStateException naming the key if it is not set */
    default String requiredAppid() {
        return appid().orElseThrow(() -> new IllegalStateException("KAIBO_WECHAT_APPID is not set"));
    }
}
