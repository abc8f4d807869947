package io.kaibo.coupon.settle;

import io.kaibo.aws.Metrics;
import io.kaibo.aws.Queues;
import io.kaibo.coupon.ClaimItems;
import io.kaibo.coupon.ClaimToGrant;
import io.kaibo.coupon.CouponConfig;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Enqueues the claims whose messages were lost, or came too often. A claim is put off before it is enqueued: if that message is lost too, the
 * claim is due again. It counts the claims that are pending for an hour, due or not.
 */
@Singleton
class SettleClaims {

    private static final Logger LOG = Logger.getLogger(SettleClaims.class);

    private static final Duration LONG = Duration.ofHours(1);

    /** No claim is looked after later in a run: the rest of it comes after. */
    static final Duration TIME = Duration.ofSeconds(45);

    /** At a time, so that the memory needed does not grow with what is due. */
    private static final int BATCH = 100;

    private final DueTable table;
    private final LookUpGrants lookUpGrants;
    private final Queues queues;
    private final AtomicInteger firstKey = new AtomicInteger();
    private final CouponConfig config;
    private final Clock clock;

    SettleClaims(DueTable table, LookUpGrants lookUpGrants, Queues queues, CouponConfig config, Clock clock) {
        this.table = table;
        this.lookUpGrants = lookUpGrants;
        this.queues = queues;
        this.config = config;
        this.clock = clock;
    }

    Run begin(Metrics.Line line) {
        return new Run(lookUpGrants.begin(line));
    }

    /** What one run does. It counts as it goes, so that a run that fails says what it did. */
    final class Run {

        private final LookUpGrants.LookUp lookUp;
        private final Instant now = clock.instant();
        private final Instant until = now.plus(TIME);
        private final List<ClaimToGrant> batch = new ArrayList<>();
        private long enqueued;
        private long pendingLong;

        private Run(LookUpGrants.LookUp lookUp) {
            this.lookUp = lookUp;
        }

        /** It begins where the last run of this instance ended, if that had no time for all: each key of the index has its turn. */
        void settle() {
            int first = firstKey.get();
            for (int i = 0; i < ClaimItems.INDEX_KEYS; i++) {
                int key = (first + i) % ClaimItems.INDEX_KEYS;
                if (!isInTime()) {
                    firstKey.set(key);
                    LOG.warn("not all claims that are due were looked after: there are too many for one run");
                    break;
                }
                settle(key);
            }
        }

        private void settle(int key) {
            Iterator<DueTable.Due> claims = table.find(key).iterator();
            while (claims.hasNext() && isInTime()) {
                settle(claims.next());
                if (batch.size() == BATCH) {
                    send();
                }
            }
            send();
        }

        private void settle(DueTable.Due pending) {
            if (!pending.claimedAt().isAfter(now.minus(LONG))) {
                pendingLong++;
            }
            if (pending.isDue(now)
                    && table.putOff(pending, now.plus(config.lookAfterAgain()))
                    && !lookUp.findsGrant(pending.claim())) {
                batch.add(ClaimToGrant.first(pending.claim()));
            }
        }

        private boolean isInTime() {
            return clock.instant().isBefore(until);
        }

        private void send() {
            queues.sendAll(ClaimToGrant.QUEUE, batch);
            enqueued += batch.size();
            batch.clear();
        }

        long enqueued() {
            return enqueued;
        }

        /** How many claims were found granted. */
        long foundGranted() {
            return lookUp.found();
        }

        /** How many of the claims that it saw are pending for an hour. */
        long pendingLong() {
            return pendingLong;
        }
    }
}
