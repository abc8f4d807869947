package io.kaibo.wechat.pay;

import io.kaibo.base.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Which merchant of WeChat Pay it is, and where WeChat Pay answers. Its keys are secrets: {@code pay-merchant-key}, {@code pay-api-key} and
 * {@code pay-public-keys}.
 */
@ConfigMapping(prefix = "kaibo.pay")
public interface PayConfig {

    /** The merchant's number (商户号, mchid). */
    Optional<String> merchant();

    /** WeChat Pay's two addresses, the second of which is called where the first cannot be connected to. */
    @WithDefault("https://api.mch.weixin.qq.com,https://api2.mch.weixin.qq.com")
    List<URI> endpoints();

    /** @throws IllegalStateException naming the variable if it is not set */
    default String requireMerchant() {
        return Settings.require("KAIBO_PAY_MERCHANT", merchant().filter(text -> !text.isBlank()));
    }
}
