package io.kaibo.room.announce;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.kaibo.room.Announcing;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** {@link Announcing} as an operator sends it. */
@RegisterForReflection
public record AnnouncingBody(Boolean announce, @Nullable Integer startingSoonMinutes) implements CheckedBody {

    @Override
    public void check(FieldChecks fields) {
        fields.require("announce", announce).range("startingSoonMinutes", startingSoonMinutes, 1, 1440);
    }

    public Announcing announcing() {
        return new Announcing(announce, startingSoonMinutes);
    }
}
