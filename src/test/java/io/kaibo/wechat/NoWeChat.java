package io.kaibo.wechat;

/** A WeChat that no call is meant for: a test overrides those that are. */
class NoWeChat implements WeChatRest {

    @Override
    public TokenAnswer stableToken(TokenQuestion question) {
        throw new AssertionError();
    }

    @Override
    public LoginAnswer login(String appid, String secret, String code, String grantType) {
        throw new AssertionError();
    }

    @Override
    public String liveInfo(String accessToken, LiveQuestion question) {
        throw new AssertionError();
    }

    @Override
    public MessageAnswer send(String accessToken, Message message) {
        throw new AssertionError();
    }
}
