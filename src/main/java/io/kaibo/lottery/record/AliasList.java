package io.kaibo.lottery.record;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * A list of aliases as a published record has it: sorted, each once, in chunks that are named by their SHA-256.
 *
 * @param count of the aliases
 * @param chunks the names of the chunks, in order, in lower-case hex
 */
@RegisterForReflection
public record AliasList(int count, List<String> chunks) {

    public static final AliasList EMPTY = new AliasList(0, List.of());
}
