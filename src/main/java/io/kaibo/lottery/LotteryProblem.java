package io.kaibo.lottery;

import io.kaibo.http.ProblemType;

/** Why a lottery cannot be what is asked of it. */
public enum LotteryProblem implements ProblemType {
    /** The room has thirty lotteries. */
    TOO_MANY_LOTTERIES,
    /** The lottery's state does not allow it. */
    LOTTERY_STATE,
    /** The lottery was changed since it was read. */
    LOTTERY_CHANGED,
    /** The room is not on air. */
    ROOM_NOT_ON_AIR,
    /** Another lottery of the same kind runs in the room. */
    LOTTERY_RUNNING,
    /** The close would be after the room's planned end, and the request does not say that this is meant. */
    CLOSES_AFTER_ROOM,
    /** The lottery takes no entries now. */
    LOTTERY_CLOSED,
    /** The entries are being frozen, and whether this one is among them is not known yet. */
    ENTRY_UNKNOWN,
    /** The viewer is of the shop's staff. */
    STAFF_EXCLUDED,
    /** The state of the prize, or its deadline, does not allow it. */
    PRIZE_STATE,
    /** A tier of codes has no codes for the lottery's plan. */
    CODES_MISSING,
    /** A tier of coupons has no coupon that can be its prizes. */
    COUPON_UNFIT,
    /** The viewer was offered no prize of the lottery. */
    NOT_A_WINNER,
    /** The prize can no longer be claimed, nor its address corrected. */
    CLAIM_OVER,
    /** The address was handed to those who send the prize. */
    ADDRESS_EXPORTED
}
