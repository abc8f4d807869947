package io.kaibo.wechat;

import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls WeChat and says what became of it: an answer that is a success, or a {@link WeChatException}. */
@Singleton
class WeChat {

    private final AccessTokens tokens;

    WeChat(AccessTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * A call that needs an access token. One whose token turns out dead is made once more with a fresh one.
     *
     * @param call with the token as its argument; {@link #checked}
     * @throws WeChatException if it fails for any other reason, or again
     */
    <A> A withToken(Function<String, A> call) {
        AccessTokens.Token token = tokens.current();
        try {
            return call.apply(token.value());
        } catch (WeChatException e) {
            if (!(e.failure() instanceof Failure.DeadToken)) {
                throw e;
            }
            tokens.drop(token);
        }
        AccessTokens.Token fresh = tokens.current();
        try {
            return call.apply(fresh.value());
        } catch (WeChatException e) {
            if (e.failure() instanceof Failure.DeadToken) {
                tokens.drop(fresh);
            }
            throw e;
        }
    }

    /**
     * A call that changes nothing at WeChat, so that it may be made a second time where the first did not come through.
     *
     * @throws WeChatException if it fails for any other reason, or again
     */
    static <A> A repeated(Supplier<A> call) {
        try {
            return call.get();
        } catch (WeChatException e) {
            return switch (e.failure()) {
                case Failure.Busy busy -> call.get();
                case Failure.Unreached unreached -> call.get();
                case Failure.Unanswered unanswered -> call.get();
                case Failure.Errcode said -> throw e;
            };
        }
    }

    /** A call whose errcode is looked at. @throws WeChatException if it fails */
    static <A extends WeChatRest.Answer> A checked(String name, Supplier<A> call) {
        A answer;
        try {
            answer = call.get();
        } catch (WebApplicationException e) {
            throw new WeChatException(name, new Failure.Unanswered());
        } catch (ProcessingException e) {
            throw new WeChatException(name, neverConnected(e) ? new Failure.Unreached() : new Failure.Unanswered());
        }
        if (answer == null) {
            throw new WeChatException(name, new Failure.Unanswered());
        }
        if (answer.errcode() != 0) {
            throw new WeChatException(name, Failure.Errcode.of(answer.errcode()));
        }
        return answer;
    }

    private static boolean neverConnected(ProcessingException e) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }
}
