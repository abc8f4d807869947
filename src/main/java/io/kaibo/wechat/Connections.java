package io.kaibo.wechat;

import io.kaibo.base.FreshClient;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes calls to WeChat and tells what became of each: an answer that is a success, or a {@link WeChatException}. */
@Singleton
class Connections {

    private final FreshClient<WeChatRest> client;

    @Inject
    Connections(WeChatConfig config, Clock clock) {
        this(() -> WeChatClient.connect(config), clock);
    }

    /** @param clients makes a client with connections of its own */
    Connections(Supplier<WeChatRest> clients, Clock clock) {
        this.client = new FreshClient<>(clients, clock);
    }

    /**
     * Makes a call and checks its errcode.
     *
     * @param name names the call in errors
     * @throws WeChatException if it fails
     */
    <A extends WeChatRest.Answer> A callChecked(String name, Function<WeChatRest, @Nullable A> call) {
        A answer;
        try {
            answer = client.call(call);
        } catch (WebApplicationException e) {
            int status = e.getResponse().getStatus();
            throw new WeChatException(
                    name, status >= 400 && status < 500 ? new Failure.HttpRefused(status) : new Failure.Unanswered());
        } catch (ProcessingException e) {
            throw new WeChatException(
                    name, FreshClient.neverConnected(e) ? new Failure.Unreached() : new Failure.Unanswered());
        }
        if (answer == null) {
            throw new WeChatException(name, new Failure.Unanswered());
        }
        if (answer.errcode() != 0) {
            throw new WeChatException(name, Failure.Errcode.of(answer.errcode(), Errmsg.format(answer.errmsg())));
        }
        return answer;
    }

    /**
     * Makes a call that changes nothing at WeChat, and makes it once more if the first did not come through.
     *
     * @throws WeChatException if it fails for any other reason, or again
     */
    static <A> A repeatOnce(Supplier<A> call) {
        try {
            return call.get();
        } catch (WeChatException e) {
            return switch (e.failure()) {
                case Failure.Busy _, Failure.Unreached _, Failure.Unanswered _ -> call.get();
                default -> throw e;
            };
        }
    }
}
