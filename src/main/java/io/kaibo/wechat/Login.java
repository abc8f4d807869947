package io.kaibo.wechat;

import io.kaibo.aws.Secrets;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Asks WeChat for the openid of a viewer who logs in. */
@Singleton
public class Login {

    /** WeChat's have 28 characters; its documentation promises no form. */
    private static final Pattern OPENID = Pattern.compile("[!-~]{1,128}");

    private final Connections weChat;
    private final String appid;
    private final Supplier<String> secret;

    Login(Connections weChat, WeChatConfig config, Secrets secrets) {
        this.weChat = weChat;
        this.appid = config.requireAppid();
        this.secret = secrets.getLater("wechat-secret");
    }

    /**
     * The openid behind a code of {@code wx.login}, which is good for one call and five minutes. A call that was not
     * answered may have used the code up, so it is not made again.
     *
     * @throws WeChatException of {@link Failure.LoginCodeRefused} or {@link Failure.PersonBlocked}, or of any other failure
     */
    public String findOpenid(String code) {
        String openid = weChat.callChecked(
                        "jscode2session", rest -> rest.logIn(appid, secret.get(), code, "authorization_code"))
                .openid();
        if (openid == null || !OPENID.matcher(openid).matches()) {
            throw new WeChatException("jscode2session", new Failure.Unanswered());
        }
        return openid;
    }
}
