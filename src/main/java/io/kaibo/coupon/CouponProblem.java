package io.kaibo.coupon;

import io.kaibo.http.ProblemType;

/** Why a coupon cannot be what is asked of it. */
public enum CouponProblem implements ProblemType {
    /** The coupon's state does not allow it. */
    COUPON_STATE,
    /** WeChat Pay has not said its last word about some claims. */
    CLAIMS_PENDING,
    /** The claim's state does not allow it. */
    CLAIM_STATE,
    /** The stock cannot be given away: it is not running, is over, is another merchant's, or of a kind that cannot be sent. */
    STOCK_UNFIT,
    /** All coupons of the stock are sent or allotted to rooms. */
    STOCK_ALLOTTED,
    /** Nothing shows yet that WeChat Pay sends this stock's coupons to the mini-program's users. */
    NOT_AUTHORISED,
    /** The coupon is not on the shelf. */
    NOT_ON_SHELF,
    /** Claims have not begun, or are over. */
    OUTSIDE_WINDOW,
    /** The room is not on air, and the coupon can be claimed only while it is. */
    NOT_LIVE,
    /** The viewer has as many as one may have. */
    CLAIM_LIMIT,
    /** None is left. */
    SOLD_OUT,
    /** WeChat Pay refuses a call that an operator needs. */
    REFUSED_BY_PAY,
    /** It is no notification of WeChat Pay's that can be taken. */
    NO_NOTIFICATION
}
