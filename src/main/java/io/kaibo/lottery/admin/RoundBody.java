package io.kaibo.lottery.admin;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Pattern;

/**
 * The round of drand that a lottery waits for, handed in by an operator who can reach a mirror where Kaibo cannot.
 *
 * @param signature of the round, in hex
 */
@RegisterForReflection
record RoundBody(String signature) implements CheckedBody {

    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{96}");

    @Override
    public void check(FieldChecks fields) {
        fields.require("signature", signature).match("signature", signature, SIGNATURE, "must be 96 hex digits");
    }
}
