package io.kaibo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/**
 * One address of WeChat.
 *
 * @param needsToken true if {@code access_token} must be in the query, as for all of WeChat but login and the tokens
 */
record Endpoint(String method, String path, boolean needsToken, String contentType, Function<Call, Answer> action) {
    static Endpoint get(String path, Function<Call, Answer> action) {
        return new Endpoint("GET", path, false, Answer.JSON, action);
    }

    static Endpoint post(String path, Function<Call, Answer> action) {
        return new Endpoint("POST", path, false, Answer.JSON, action);
    }

    Endpoint withToken() {
        return new Endpoint(method, path, true, contentType, action);
    }

    /** For addresses that send their JSON, errors too, as text/plain: a client that relies on the content type fails. */
    Endpoint asPlainText() {
        return new Endpoint(method, path, needsToken, Answer.TEXT, action);
    }

    Answer answer(Call call) {
        return action.apply(call).as(contentType);
    }

    Answer refuse(ObjectNode body) {
        return Answer.json(body).as(contentType);
    }

    void requireMethod(String called) {
        if (!called.equals(method)) {
            throw method.equals("GET") ? Errcode.REQUIRES_GET.refusal() : Errcode.REQUIRES_POST.refusal();
        }
    }
}
