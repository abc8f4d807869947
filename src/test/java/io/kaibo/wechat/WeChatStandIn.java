package io.kaibo.wechat;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A configuration that a test makes for itself. */
record WeChatStandIn(Optional<String> appid, Optional<URI> endpoint, PushMode pushMode, Duration tokenPause)
        implements WeChatConfig {

    /** WeChat is there. */
    static WeChatConfig at(URI endpoint) {
        return new WeChatStandIn(Optional.empty(), Optional.of(endpoint), PushMode.SAFE, Duration.ZERO);
    }

    /** The same, with another pause. */
    static WeChatConfig pausing(WeChatConfig config, Duration pause) {
        return new WeChatStandIn(config.appid(), config.endpoint(), config.pushMode(), pause);
    }
}
