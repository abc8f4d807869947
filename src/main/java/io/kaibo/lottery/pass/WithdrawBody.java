package io.kaibo.lottery.pass;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.kaibo.lottery.prize.Withdrawal;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Why a prize is withdrawn.
 *
 * @param words that viewers read
 */
@RegisterForReflection
record WithdrawBody(Withdrawal.Reason reason, String words) implements CheckedBody {

    @Override
    public void check(FieldChecks fields) {
        fields.require("reason", reason).require("words", words).words("words", words, 1, 200);
    }
}
