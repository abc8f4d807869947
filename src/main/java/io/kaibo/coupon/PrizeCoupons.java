package io.kaibo.coupon;

import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Coupons that are prizes, as their lotteries read them. Each read needs dynamodb:BatchGetItem, and is after every write that is done. */
@Singleton
public class PrizeCoupons {

    private final PrizeCouponTable table;

    PrizeCoupons(PrizeCouponTable table) {
        this.table = table;
    }

    /**
     * What the prizes of a tier are to be.
     *
     * @param value of one, in 分
     * @param claimedUntil when the last one can be claimed
     */
    public record Wanted(RoomId room, int quantity, int value, Instant claimedUntil) {}

    /** Why the coupon of a tier cannot be its prizes; empty if it can. */
    public Optional<PrizeCouponFault> findFault(PrizeOf tier, Wanted wanted) {
        Coupon coupon = table.findCoupons(Set.of(tier.couponId())).get(tier.couponId());
        return Optional.ofNullable(coupon == null ? PrizeCouponFault.MISSING : findFault(coupon, wanted));
    }

    private static @Nullable PrizeCouponFault findFault(Coupon coupon, Wanted wanted) {
        if (coupon.state() != CouponState.PRIZE) {
            return PrizeCouponFault.CLOSED;
        }
        if (!coupon.room().equals(wanted.room())) {
            return PrizeCouponFault.ROOM;
        }
        if (coupon.size() != wanted.quantity()) {
            return PrizeCouponFault.QUANTITY;
        }
        if (coupon.terms().amount() != wanted.value()) {
            return PrizeCouponFault.VALUE;
        }
        if (!coupon.terms().usableUntil().isAfter(wanted.claimedUntil())) {
            return PrizeCouponFault.ENDS_TOO_EARLY;
        }
        return coupon.halt() == null ? null : PrizeCouponFault.HALTED;
    }

    /**
     * How prizes stand that their winners claimed. The coupons are read before the claims: once a coupon is closed, no claim of it is
     * written, so one that is not there by then never will be.
     */
    public Map<PrizeTicket, PrizeCouponState> findStates(Collection<PrizeTicket> tickets) {
        Map<CouponId, Coupon> coupons = table.findCoupons(
                tickets.stream().map(ticket -> ticket.prizeOf().couponId()).collect(Collectors.toSet()));
        Map<ClaimId, Claim> claims = table.findClaims(
                tickets.stream().map(PrizeTicket::claim).distinct().toList());
        Map<PrizeTicket, PrizeCouponState> states = new HashMap<>();
        tickets.forEach(ticket ->
                states.put(ticket, judge(coupons.get(ticket.prizeOf().couponId()), claims.get(ticket.claim()))));
        return states;
    }

    private static PrizeCouponState judge(@Nullable Coupon coupon, @Nullable Claim claim) {
        if (claim == null) {
            boolean isOpen = coupon != null && coupon.state() == CouponState.PRIZE;
            return isOpen ? PrizeCouponState.PENDING : PrizeCouponState.REFUSED;
        }
        return switch (claim.state()) {
            case PENDING -> PrizeCouponState.PENDING;
            case GRANTED -> claim.usedAt() == null ? PrizeCouponState.GRANTED : PrizeCouponState.USED;
            case REFUSED -> claim.isGivenUp() ? PrizeCouponState.GIVEN_UP : PrizeCouponState.REFUSED;
        };
    }
}
