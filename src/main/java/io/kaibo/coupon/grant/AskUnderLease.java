package io.kaibo.coupon.grant;

import io.kaibo.aws.Metrics;
import io.kaibo.coupon.ClaimState;
import io.kaibo.coupon.ClaimToGrant;
import io.kaibo.coupon.Coupon;
import io.kaibo.person.People;
import io.kaibo.person.Person;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Asks WeChat Pay for a claim under a lease of the person: of two sends to one person at once WeChat Pay refuses one. */
@Singleton
class AskUnderLease {

    private static final Logger LOG = Logger.getLogger(AskUnderLease.class);

    /** Another claim of the person is being asked for. */
    private static final Duration PERSON_BUSY = Duration.ofSeconds(5);

    /** Stands in the place of WeChat Pay's word. */
    static final String NO_OPENID = "NO_OPENID";

    /** The claim of a person without an openid cannot be sent, and is not over: an operator hears that it is pending for long. */
    private static final Duration NO_OPENID_WAIT = Duration.ofDays(1);

    private final SendingTable leases;
    private final GrantTable table;
    private final People people;
    private final SendCoupon sendCoupon;
    private final TakeAnswer takeAnswer;
    private final LeaseTimes times;

    AskUnderLease(
            SendingTable leases,
            GrantTable table,
            People people,
            SendCoupon sendCoupon,
            TakeAnswer takeAnswer,
            LeaseTimes times) {
        this.leases = leases;
        this.table = table;
        this.people = people;
        this.sendCoupon = sendCoupon;
        this.takeAnswer = takeAnswer;
        this.times = times;
    }

    /**
     * A message that comes again for a claim that is ended takes no lease.
     *
     * @return when to ask again; empty if the claim is ended, or waits until it is looked after
     */
    Optional<Duration> ask(ClaimToGrant message, Coupon coupon, Metrics.Line line) {
        if (findPending(message, line).isEmpty()) {
            return Optional.empty();
        }
        String lease = UUID.randomUUID().toString();
        Instant now = times.now();
        if (!leases.take(message.person(), lease, now, times.end(now))) {
            return Optional.of(PERSON_BUSY);
        }
        try {
            return askAlone(message, coupon, now, line);
        } finally {
            leases.release(message.person(), lease);
        }
    }

    private Optional<Duration> askAlone(ClaimToGrant message, Coupon coupon, Instant leasedAt, Metrics.Line line) {
        Attempt attempt = findPending(message, line).orElse(null);
        if (attempt == null) {
            return Optional.empty();
        }
        Optional<String> openid = findOpenid(message.person());
        if (openid.isEmpty()) {
            LOG.errorf("a claim of coupon %s waits: its person has no openid", coupon.id());
            table.putOff(attempt, NO_OPENID, times.now().plus(NO_OPENID_WAIT));
            return Optional.empty();
        }
        if (!times.allowsSend(leasedAt)) {
            return Optional.of(PERSON_BUSY);
        }
        return takeAnswer.take(attempt, coupon, sendCoupon.send(openid.get(), coupon, attempt), message.round(), line);
    }

    /** The claim as it is now; empty if it is not pending. */
    private Optional<Attempt> findPending(ClaimToGrant message, Metrics.Line line) {
        Optional<Attempt> attempt = table.find(message.claim());
        attempt.map(Attempt::claim)
                .filter(claim -> claim.state() != ClaimState.PENDING)
                .ifPresent(ended -> takeAnswer.takeAgain(ended, line));
        return attempt.filter(found -> found.claim().state() == ClaimState.PENDING);
    }

    private Optional<String> findOpenid(Person person) {
        return people.findOpenids(List.of(person)).getOrDefault(person, Optional.empty());
    }
}
