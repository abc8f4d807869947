package io.kaibo.lottery.pass;

import io.kaibo.lottery.prize.Offer;
import io.kaibo.lottery.prize.Winner;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A pass that is to be written.
 *
 * @param offer to the new winner; null if the prize lapses
 */
record PlannedPass(Pass pass, @Nullable Offer offer) {

    /** The last winner and the new one as they are once it is written. */
    List<Winner> changed(Winner from) {
        return Stream.concat(
                        Stream.of(from.endedBy(pass.number())),
                        Stream.ofNullable(offer).map(made -> Winner.of(from.lottery(), made)))
                .toList();
    }
}
