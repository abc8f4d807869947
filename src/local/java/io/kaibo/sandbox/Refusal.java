package io.kaibo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** WeChat says no: the body of that answer, thrown from where the rule is checked. */
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
