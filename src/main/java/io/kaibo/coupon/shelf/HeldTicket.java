package io.kaibo.coupon.shelf;

import io.kaibo.coupon.Claim;
import io.kaibo.coupon.ClaimState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A claim as operators see it: by its ticket, which names it within its coupon and tells nothing of its person.
 *
 * @param requestNumber by which WeChat Pay's console finds it ({@code out_request_no})
 * @param lastCode why it is not granted yet, as {@link Claim} has it; absent if nothing was said
 */
@RegisterForReflection
record HeldTicket(
        int ticket,
        String requestNumber,
        ClaimState state,
        Instant claimedAt,
        @Nullable String lastCode) {

    record Many(List<HeldTicket> claims) {}

    static HeldTicket of(Claim claim) {
        return new HeldTicket(
                claim.ticket(), claim.requestNumber(), claim.state(), claim.claimedAt(), claim.lastCode());
    }
}
