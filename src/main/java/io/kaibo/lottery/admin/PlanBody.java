package io.kaibo.lottery.admin;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.kaibo.lottery.LotteryPlan;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** A lottery's new plan, and the version of the one that it replaces. */
@RegisterForReflection
record PlanBody(String version, LotteryPlan plan) implements CheckedBody {

    @Override
    public void check(FieldChecks fields) {
        VersionBody.checkVersion(fields, version);
        fields.require("plan", plan).object("plan", plan);
    }
}
