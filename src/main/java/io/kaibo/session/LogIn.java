package io.kaibo.session;

import io.kaibo.http.Problem;
import io.kaibo.http.Viewer;
import io.kaibo.http.ViewerTokens;
import io.kaibo.person.People;
import io.kaibo.person.Person;
import io.kaibo.person.PersonKey;
import io.kaibo.wechat.Failure;
import io.kaibo.wechat.Login;
import io.kaibo.wechat.WeChatException;
import jakarta.inject.Singleton;

/**
 * Logs a viewer in: WeChat names the openid, the openid is kept under the viewer's pseudonym, and the viewer gets our token for that. An
 * openid is never taken from a viewer.
 */
@Singleton
public class LogIn {

    private final Login weChat;
    private final PersonKey personKey;
    private final People people;
    private final ViewerTokens tokens;

    LogIn(Login weChat, PersonKey personKey, People people, ViewerTokens tokens) {
        this.weChat = weChat;
        this.personKey = personKey;
        this.people = people;
        this.tokens = tokens;
    }

    /**
     * A token for the viewer. Their openid is kept first: a token of a person without an openid could be used, and no message would ever
     * come of it.
     *
     * @throws Problem 401 for a code that WeChat refuses, 403 for a person it blocks
     * @throws WeChatException for every other failure
     */
    public ViewerTokens.Token logIn(LoginCode code) {
        String openid = openid(code);
        Person person = personKey.derive(openid);
        people.remember(person, openid);
        return tokens.issue(new Viewer(person));
    }

    private String openid(LoginCode code) {
        try {
            return weChat.findOpenid(code.code());
        } catch (WeChatException e) {
            throw switch (e.failure()) {
                case Failure.LoginCodeRefused _ ->
                    Problem.unauthorized(
                            SessionProblem.LOGIN_CODE_REFUSED,
                            "code",
                            "was refused by WeChat: it is unknown, used or too old");
                case Failure.PersonBlocked _ ->
                    Problem.forbidden(SessionProblem.LOGIN_BLOCKED, "WeChat blocks this person's login.");
                // WeChat is away, our own appid or secret is wrong, or something new: nothing that the viewer can mend
                default -> e;
            };
        }
    }
}
