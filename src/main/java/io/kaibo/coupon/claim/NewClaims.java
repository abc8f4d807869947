package io.kaibo.coupon.claim;

import io.kaibo.aws.Deployment;
import io.kaibo.aws.Queues;
import io.kaibo.coupon.Claim;
import io.kaibo.coupon.ClaimId;
import io.kaibo.coupon.ClaimState;
import io.kaibo.coupon.ClaimToGrant;
import io.kaibo.coupon.Coupon;
import io.kaibo.person.Person;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.jboss.logging.Logger;

/** Makes claims that are to be written, and puts those that are written on the queue. */
@Singleton
public class NewClaims {

    private static final Logger LOG = Logger.getLogger(NewClaims.class);

    private static final int RANDOM_BYTES = 16;

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.ofHours(8));

    private final Queues queues;
    private final Deployment deployment;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    NewClaims(Queues queues, Deployment deployment, Clock clock) {
        this.queues = queues;
        this.deployment = deployment;
        this.clock = clock;
    }

    /** @param key of the client, or of the prize */
    public Claim make(Coupon coupon, Person person, int n, String key, int ticket, boolean trial) {
        // as the table has it
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Claim(
                new ClaimId(person, coupon.id(), n),
                key,
                requestNumber(now),
                ticket,
                trial,
                ClaimState.PENDING,
                now,
                null,
                null,
                null,
                null);
    }

    /** Unique for the merchant, for ever: two stages of one merchant have other prefixes. */
    private String requestNumber(Instant now) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return "kb" + deployment.stage() + DAY.format(now)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The claim is written, and is looked after when its time comes: a queue that takes no message now only makes it later. */
    public void send(Claim claim) {
        try {
            queues.send(ClaimToGrant.QUEUE, ClaimToGrant.first(claim.id()));
        } catch (RuntimeException e) {
            LOG.warnf(
                    e,
                    "a claim of coupon %s waits until it is looked after",
                    claim.id().coupon());
        }
    }
}
