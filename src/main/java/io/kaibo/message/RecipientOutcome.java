package io.kaibo.message;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of one recipient of a batch.
 *
 * @param state the recipient's new state; null if nothing changed
 * @param again the delay before the recipient is looked at again; null if there is nothing left to do
 * @param backOff true if the batch goes into its next round for it, with a longer delay
 */
public record RecipientOutcome(
        @Nullable SendState state, @Nullable Duration again, boolean backOff) {

    public static final RecipientOutcome NOTHING = new RecipientOutcome(null, null, false);

    static RecipientOutcome ended(SendState state) {
        return new RecipientOutcome(state, null, false);
    }

    static RecipientOutcome leftFor(Duration again) {
        return new RecipientOutcome(null, again, false);
    }

    public static RecipientOutcome backOff(Duration again) {
        return new RecipientOutcome(null, again, true);
    }
}
