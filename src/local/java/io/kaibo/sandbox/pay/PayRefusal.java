package io.kaibo.sandbox.pay;

import io.kaibo.sandbox.Answer;

/** A refusal by WeChat Pay, with its answer; the code that checks a rule throws it. */
final class PayRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    PayRefusal(Answer answer) {
        super(answer.body(), null, false, false);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
