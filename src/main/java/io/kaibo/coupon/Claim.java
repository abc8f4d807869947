package io.kaibo.coupon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A viewer's claim of a coupon. It holds one ticket while it is pending and when it is granted.
 *
 * @param key the client's: a second request with it is the same claim
 * @param requestNumber what WeChat Pay is asked with, each time ({@code out_request_no})
 * @param ticket from 0
 * @param trial true if an operator claimed it before the coupon went on the shelf, to see whether WeChat Pay sends it
 * @param lastCode why it is not granted yet: WeChat Pay's last code, or where that gave none, what happened, in words; a code of ours is
 *     {@link #GIVEN_UP} or {@code NO_OPENID}; null if nothing was said
 * @param couponId WeChat Pay's id of the coupon; null unless it is granted
 * @param endedAt when WeChat Pay's final answer was written; null while it is pending
 * @param usedAt when the coupon was used; null if it was not, as far as is known
 */
public record Claim(
        ClaimId id,
        String key,
        String requestNumber,
        int ticket,
        boolean trial,
        ClaimState state,
        Instant claimedAt,
        @Nullable String lastCode,
        @Nullable String couponId,
        @Nullable Instant endedAt,
        @Nullable Instant usedAt) {

    /** The {@code lastCode} of a claim that an operator gave up. */
    public static final String GIVEN_UP = "GIVEN_UP";

    /** True if it is refused and WeChat Pay may have sent it all the same: its ticket is no other claim's. */
    public boolean isGivenUp() {
        return state == ClaimState.REFUSED && GIVEN_UP.equals(lastCode);
    }
}
