package io.kaibo.wechat;

import io.kaibo.base.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whose mini-program it is, and where WeChat answers. */
@ConfigMapping(prefix = "kaibo.wechat")
public interface WeChatConfig {

    /** What is this machine without a look into DNS. */
    Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

    /** The mini-program's appid; its secret is the secret {@code wechat-secret}. */
    Optional<String> appid();

    /** WeChat's server API: {@code https://api.weixin.qq.com}, or {@code http} and this machine for a sandbox. */
    Optional<URI> endpoint();

    /** In which form WeChat's message push is taken, as it is set in the mini-program's console. */
    @WithDefault("safe")
    PushMode pushMode();

    /**
     * The pause after a failed attempt to get an access token, or after a new token died. Within it no token is asked for; one attempt
     * makes at most two calls.
     */
    @WithDefault("PT5S")
    Duration tokenPause();

    /** @throws IllegalStateException naming the key if it is not set */
    default String requireAppid() {
        return Settings.require("KAIBO_WECHAT_APPID", appid());
    }

    /** @throws IllegalStateException naming the key if it is not set, or if the AppSecret would travel to it in the clear */
    default URI requireEndpoint() {
        URI endpoint = Settings.require("KAIBO_WECHAT_ENDPOINT", endpoint());
        String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(endpoint.getHost());
        if (endpoint.getHost() == null
                || !(scheme.equals("https")
                        || (scheme.equals("http") && LOOPBACK.matcher(host).matches()))) {
            throw new IllegalStateException(
                    "KAIBO_WECHAT_ENDPOINT must be an https address, or an http address of this machine");
        }
        return endpoint;
    }
}
