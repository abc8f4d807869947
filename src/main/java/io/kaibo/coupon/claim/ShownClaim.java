package io.kaibo.coupon.claim;

import io.kaibo.coupon.Claim;
import io.kaibo.coupon.ClaimState;
import io.kaibo.coupon.CouponId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A viewer's own claim.
 *
 * @param key the client's
 * @param refusal why it was refused; absent unless it was
 * @param grantedAt when it was granted; absent unless it was
 * @param usedAt when the coupon was used; absent if it was not, as far as is known
 */
@RegisterForReflection
record ShownClaim(
        CouponId couponId,
        String key,
        ClaimState state,
        Instant claimedAt,
        @Nullable Refusal refusal,
        @Nullable Instant grantedAt,
        @Nullable Instant usedAt) {

    /** Why a claim is refused. */
    enum Refusal {
        /** The person, under this or another openid, has as many of the stock as one may have. */
        HAS_COUPON,
        /** WeChat Pay gives this account no coupons. */
        ACCOUNT,
        /** The limit of the stock, or of WeChat Pay's protection against abuse. */
        LIMIT,
        /** The stock is used up. */
        USED_UP,
        /** WeChat Pay gave no final answer, and an operator ended it. */
        GIVEN_UP
    }

    /** @param next where the rest begins; absent if there is none */
    record Many(List<ShownClaim> claims, @Nullable String next) {}

    static ShownClaim of(Claim claim) {
        boolean granted = claim.state() == ClaimState.GRANTED;
        return new ShownClaim(
                claim.id().coupon(),
                claim.key(),
                claim.state(),
                claim.claimedAt(),
                claim.state() == ClaimState.REFUSED ? refusal(claim.lastCode()) : null,
                granted ? claim.endedAt() : null,
                claim.usedAt());
    }

    private static Refusal refusal(@Nullable String code) {
        return switch (String.valueOf(code)) {
            case "USER_AL_GET_COUPON" -> Refusal.HAS_COUPON;
            case "RULE_LIMIT" -> Refusal.LIMIT;
            case "NOT_ENOUGH" -> Refusal.USED_UP;
            case Claim.GIVEN_UP -> Refusal.GIVEN_UP;
            default -> Refusal.ACCOUNT;
        };
    }
}
