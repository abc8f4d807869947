package io.kaibo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A refusal by WeChat, with the body of its answer; the code that checks a rule throws it. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ObjectNode body;

    Refusal(ObjectNode body) {
        super(body.toString(), null, false, false);
        this.body = body;
    }

    ObjectNode body() {
        return body;
    }
}
