package io.kaibo.room.announce;

import io.kaibo.room.Announcing;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** {@link Announcing} as an operator sends it. */
@RegisterForReflection
public record AnnouncingBody(
        @NotNull Boolean announce,
        @Min(1) @Max(1440) @Nullable Integer startingSoonMinutes) {

    public Announcing announcing() {
        return new Announcing(announce, startingSoonMinutes);
    }
}
