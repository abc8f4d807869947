package io.kaibo.wechat;

/** A WeChat that no call is meant for: a test overrides those that are. */
class NoWeChat implements WeChatRest {

    @Override
    public TokenAnswer obtainToken(TokenQuestion question) {
        throw new AssertionError();
    }

    @Override
    public LoginAnswer logIn(String appid, String secret, String code, String grantType) {
        throw new AssertionError();
    }

    @Override
    public String readLiveInfo(String accessToken, LiveQuestion question) {
        throw new AssertionError();
    }

    @Override
    public MessageAnswer sendMessage(String accessToken, Message message) {
        throw new AssertionError();
    }
}
