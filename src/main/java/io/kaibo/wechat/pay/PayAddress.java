package io.kaibo.wechat.pay;

import io.kaibo.base.FreshClient;
import io.kaibo.base.Spans;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * One address of WeChat Pay. A connection to an address that is away fails late, and each call would wait for that; so one that could not be
 * connected to is tried after the other for {@link #AWAY}.
 */
final class PayAddress {

    /** So long an address that could not be connected to is tried last. */
    static final Duration AWAY = Duration.ofSeconds(30);

    private final FreshClient<PayRest> client;
    private final Clock clock;

    private volatile Instant awayFrom = Instant.MAX;

    PayAddress(FreshClient<PayRest> client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** The addresses in the order in which a call tries them. */
    static List<PayAddress> inOrder(List<PayAddress> all) {
        return all.stream().sorted(Comparator.comparing(PayAddress::isAway)).toList();
    }

    /** @throws jakarta.ws.rs.ProcessingException if there was no answer */
    PayAnswer call(Function<PayRest, Response> call, Function<Response, PayAnswer> read) {
        return client.call(rest -> {
            try (Response response = call.apply(rest)) {
                return read.apply(response);
            }
        });
    }

    void noteAway() {
        awayFrom = clock.instant();
    }

    private boolean isAway() {
        return Spans.covers(awayFrom, AWAY, clock.instant());
    }
}
