package io.kaibo.lottery.admin;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Why a lottery is made void, in words that viewers read. */
@RegisterForReflection
record VoidBody(String words) implements CheckedBody {

    @Override
    public void check(FieldChecks fields) {
        fields.require("words", words).words("words", words, 1, 200);
    }
}
