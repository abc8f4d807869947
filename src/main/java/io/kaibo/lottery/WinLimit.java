package io.kaibo.lottery;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * How often a viewer can win in this shop. An entrant who has this many wins by the freeze is left out.
 *
 * @param wins at least one
 * @param days before the freeze in which wins count, a day being one of China
 */
@RegisterForReflection
public record WinLimit(Integer wins, Integer days) implements CheckedBody {

    @Override
    public void check(FieldChecks fields) {
        fields.require("wins", wins)
                .range("wins", wins, 1, 100)
                .require("days", days)
                .range("days", days, 1, 90);
    }
}
