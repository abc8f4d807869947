package io.kaibo.lottery.draw;

import io.kaibo.aws.ServerTime;
import io.kaibo.lottery.LotteryItems;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time that a frozen record states. It decides which round of drand counts, so it must not be earlier than it is. */
@Singleton
class FreezeClock {

    /** DynamoDB tells its time in whole seconds. */
    private static final Duration MOST_APART = Duration.ofSeconds(2);

    private final Clock clock;
    private final ServerTime server;

    FreezeClock(Clock clock, ServerTime server) {
        this.clock = clock;
        this.server = server;
    }

    /** @throws ClocksApartException if DynamoDB's clock and this instance's are more than two seconds apart */
    void compare() {
        Duration apart = Duration.between(clock.instant(), server.read(LotteryItems.TABLE))
                .abs();
        if (apart.compareTo(MOST_APART) > 0) {
            throw new ClocksApartException(apart);
        }
    }

    /** The time, rounded up to a whole second. */
    Instant read() {
        Instant now = clock.instant();
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(now) ? second : second.plusSeconds(1);
    }
}
