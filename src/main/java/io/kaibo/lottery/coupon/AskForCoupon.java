package io.kaibo.lottery.coupon;

import io.kaibo.aws.Queues;
import io.kaibo.aws.Update;
import io.kaibo.coupon.CouponPrize;
import io.kaibo.coupon.PrizeTicket;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryConfig;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.prize.Winner;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Tells the coupon of a tier that a winner claimed a prize. The write of the claim says that the message is to be sent; once it is in the queue, that is
 * written too. What is left in between, {@code lottery-sweep} sends again: the coupon takes the same message twice.
 */
@Singleton
public class AskForCoupon {

    private static final Logger LOG = Logger.getLogger(AskForCoupon.class);

    private final CouponAskTable table;
    private final Queues queues;
    private final LotteryConfig config;

    AskForCoupon(CouponAskTable table, Queues queues, LotteryConfig config) {
        this.table = table;
        this.queues = queues;
        this.config = config;
    }

    /** Adds to the write of a claim that the coupon is to be told of it. */
    public Update addAsk(Update claim, Lottery lottery, Winner winner, Instant begun) {
        CouponPrize message = message(lottery, winner);
        return CouponAskTable.addAsk(
                claim, message, lottery.plan().placeInTier(winner.slot()), begun.plus(config.askAgain()));
    }

    /** Tells the coupon of a claim that is written. A failure only makes it later. */
    public void ask(Lottery lottery, Winner winner) {
        try {
            tell(lottery.id(), winner.alias(), message(lottery, winner));
        } catch (RuntimeException e) {
            LOG.warnf(e, "the coupon of prize %d of lottery %s is left to the sweep", winner.slot(), lottery.id());
        }
    }

    /** Tells coupons of the claims whose message may be lost; of how many. One that cannot be told now is left to the next run. */
    public int askAgain(Instant now) {
        return (int) table.findDue(now).filter(this::isToldAgain).count();
    }

    private boolean isToldAgain(CouponAskTable.Ask ask) {
        try {
            tell(ask.lottery(), ask.winner(), ask.message());
            return true;
        } catch (RuntimeException e) {
            LOG.errorf(e, "the coupon of a prize of lottery %s is left to the next sweep", ask.lottery());
            return false;
        }
    }

    private void tell(LotteryId lottery, Alias winner, CouponPrize message) {
        queues.send(CouponPrize.QUEUE, message);
        table.noteTold(lottery, winner);
    }

    private static CouponPrize message(Lottery lottery, Winner winner) {
        PrizeTicket ticket = TierCoupon.ticket(lottery, winner);
        return CouponPrize.claimed(ticket.prizeOf().couponId(), ticket.slot(), ticket.winner());
    }
}
