package io.kaibo.wechat;

import jakarta.inject.Singleton;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Makes calls to WeChat that need an access token and change nothing there, so that they may be made again. */
@Singleton
public class WeChat {

    private final Connections connections;
    private final AccessTokens tokens;

    WeChat(Connections connections, AccessTokens tokens) {
        this.connections = connections;
        this.tokens = tokens;
    }

    /**
     * A call that reads. One that did not come through is made once more; so is one whose token turns out dead, with a fresh token.
     *
     * @param name names the call in errors
     * @param call with the client and the token's value as its arguments
     * @throws NoTokenException if there is no token to make it with
     * @throws WeChatException if it fails for any other reason, or again
     */
    <A extends WeChatRest.Answer> A read(String name, BiFunction<WeChatRest, String, @Nullable A> call) {
        AccessToken token = tokens.obtain();
        try {
            return read(name, call, token);
        } catch (WeChatException e) {
            if (!(e.failure() instanceof Failure.DeadToken)) {
                throw e;
            }
        }
        return read(name, call, tokens.obtain());
    }

    private <A extends WeChatRest.Answer> A read(
            String name, BiFunction<WeChatRest, String, @Nullable A> call, AccessToken token) {
        try {
            return Connections.repeatOnce(() -> connections.callChecked(name, rest -> call.apply(rest, token.value())));
        } catch (WeChatException e) {
            if (e.failure() instanceof Failure.DeadToken) {
                tokens.drop(token, e);
            }
            throw e;
        }
    }
}
