package io.kaibo.lottery.claim;

import io.kaibo.base.Retriable;
import java.io.Serial;
import java.time.Duration;
import java.util.Optional;

/** The lottery is drawn, and not all of its prizes are offered yet: whether the viewer is offered one is known in a moment. */
final class NotYetOfferedException extends RuntimeException implements Retriable {

    @Serial
    private static final long serialVersionUID = 1;

    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

    NotYetOfferedException() {
        super("the prizes of the lottery are being offered");
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.of(TRY_AGAIN);
    }

    @Override
    public String reason() {
        return "The prizes are being offered: ask again in a moment.";
    }

    @Override
    public String detailedReason() {
        return reason();
    }
}
