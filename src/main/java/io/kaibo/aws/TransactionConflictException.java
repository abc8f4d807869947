package io.kaibo.aws;

import io.kaibo.base.Retriable;
import java.io.Serial;
import java.time.Duration;
import java.util.Optional;

/** Another write of an item was under way each time a write of it was tried, and one of the two is a transaction. It may work later, and nothing is written. */
public final class TransactionConflictException extends RuntimeException implements Retriable {

    @Serial
    private static final long serialVersionUID = 1;

    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    TransactionConflictException(Throwable cause) {
        super("another write of the same item is under way", cause);
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.of(TRY_AGAIN);
    }

    @Override
    public String reason() {
        return "Another request changes the same at this moment.";
    }

    @Override
    public String detailedReason() {
        return reason();
    }
}
