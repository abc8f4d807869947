package io.kaibo.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The AppSecret and the tokens travel to WeChat's address. */
class WeChatConfigTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.weixin.qq.com",
                "HTTPS://api.weixin.qq.com/",
                "https://sandbox.example:8443",
                "http://127.0.0.1:8103",
                "http://127.1.2.3",
                "http://localhost:8103",
                "http://[::1]:8103"
            })
    void anAddressThatKeepsThemSecretIsTaken(String address) {
        assertThat(config(address).requireEndpoint()).isEqualTo(URI.create(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.weixin.qq.com",
                "http://192.168.1.2:8103",
                "http://localhost.example",
                "http://127.0.0.1.example",
                "http://127.0.0.1@api.example",
                "http://0.0.0.0:8103",
                "ftp://127.0.0.1",
                "api.weixin.qq.com",
                "//api.weixin.qq.com",
                "https:api.weixin.qq.com",
                "https:///sns"
            })
    void anyOtherAddressStopsTheStart(String address) {
        assertThatThrownBy(() -> new Connections(config(address), Clock.systemUTC()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("KAIBO_WECHAT_ENDPOINT must be an https address, or an http address of this machine");
    }

    @Test
    void aMissingAddressOrAppidStopsTheStart() {
        WeChatConfig config = new SmallRyeConfigBuilder()
                .withMapping(WeChatConfig.class)
                .build()
                .getConfigMapping(WeChatConfig.class);
        assertThatThrownBy(config::requireEndpoint).hasMessage("KAIBO_WECHAT_ENDPOINT is not set");
        assertThatThrownBy(config::requireAppid).hasMessage("KAIBO_WECHAT_APPID is not set");
    }

    private static WeChatConfig config(String address) {
        return new SmallRyeConfigBuilder()
                .withMapping(WeChatConfig.class)
                .withDefaultValue("kaibo.wechat.endpoint", address)
                .build()
                .getConfigMapping(WeChatConfig.class);
    }
}
