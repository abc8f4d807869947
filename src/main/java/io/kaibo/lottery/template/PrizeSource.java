package io.kaibo.lottery.template;

import io.kaibo.message.FieldKind;
import io.kaibo.message.FieldSource;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a field says: a fact of the prize and its lottery, or always the same words.
 *
 * @param prize null if it has words of its own
 * @param text null if it tells of the prize
 */
@RegisterForReflection
public record PrizeSource(
        @Nullable PrizeField prize, @Nullable String text) implements FieldSource<WonPrize> {

    @Override
    public Optional<String> findFault(FieldKind kind) {
        if ((prize == null) == (text == null)) {
            return Optional.of("must have either prize or text");
        }
        return text != null
                ? FieldSource.findFaultOfText(kind, text)
                : FieldSource.findFaultOfFact(
                        kind, Objects.requireNonNull(prize).isMoment());
    }

    @Override
    public String tell(WonPrize about) {
        return prize != null ? prize.tell(about) : Objects.requireNonNull(text);
    }
}
