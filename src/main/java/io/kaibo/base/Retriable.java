package io.kaibo.base;

import java.time.Duration;
import java.util.Optional;

/**
 * A failure that can say that the same request may work later. The edges to WeChat and AWS know such failures, and the edge to HTTP
 * answers them with one 503: so neither has to know the other.
 */
public interface Retriable {

    /** The delay before the request may work; empty if no delay helps. */
    Optional<Duration> retryAfter();

    /** What other callers than operators are told: it names nothing internal. */
    String reason();

    /** What operators are told: it names what refused and how, and no person, no token and no address. */
    String detailedReason();
}
