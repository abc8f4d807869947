package io.kaibo.lottery.admin;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * The start of a lottery.
 *
 * @param version of the plan that the operator has seen, and that becomes the rules
 * @param closesAfterRoom true if the operator means a close after the room's planned end
 */
@RegisterForReflection
record StartBody(String version, @Nullable Boolean closesAfterRoom) implements CheckedBody {

    @Override
    public void check(FieldChecks fields) {
        VersionBody.checkVersion(fields, version);
    }

    boolean mayCloseAfterRoom() {
        return Boolean.TRUE.equals(closesAfterRoom);
    }
}
