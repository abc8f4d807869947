package io.kaibo.wechat.pay;

import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where WeChat Pay notifies the uses of the merchant's cash coupons: one address a merchant. Source: 设置消息通知地址. */
@Singleton
public class NotificationAddress {

    private static final JsonMapper JSON = new JsonMapper();

    private final PayCalls pay;
    private final PayConfig config;

    NotificationAddress(PayCalls pay, PayConfig config) {
        this.pay = pay;
        this.config = config;
    }

    /** Has notifications go there, in place of where they went. Empty if WeChat Pay does so. */
    public Optional<PayFailure> set(URI address) {
        byte[] body = JSON.createObjectNode()
                .put("mchid", config.requireMerchant())
                .put("notify_url", address.toString())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        return switch (pay.call("the address of notifications", rest -> rest.setNotificationAddress(body))) {
            case PayAnswer.Success _ -> Optional.empty();
            case PayAnswer.Failed failed -> Optional.of(PayFailure.of(failed));
        };
    }
}
