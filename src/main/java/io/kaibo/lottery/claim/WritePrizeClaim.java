package io.kaibo.lottery.claim;

import io.kaibo.aws.Update;
import io.kaibo.aws.WriteResult;
import io.kaibo.http.Problem;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryProblem;
import io.kaibo.lottery.coupon.AskForCoupon;
import io.kaibo.lottery.prize.PrizeState;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Writes the claim of a prize, each kind in its way: with an address, for a code, or so that WeChat Pay is asked for a coupon. */
@Singleton
class WritePrizeClaim {

    /** A prize goes from offered to claimed, and then to what ends its claim. */
    private static final int TRIES = 2;

    private final ClaimTable table;
    private final SealAddress addresses;
    private final AskForCoupon coupons;

    WritePrizeClaim(ClaimTable table, SealAddress addresses, AskForCoupon coupons) {
        this.table = table;
        this.addresses = addresses;
        this.coupons = coupons;
    }

    /**
     * The prize once it is claimed, by this request or an earlier one.
     *
     * @param offered as it was read
     * @throws Problem 409 or 422, as {@link ClaimPrize} has them
     */
    PrizeClaim claim(Lottery lottery, PrizeClaim offered, @Nullable AddressBody address, Instant begun) {
        return switch (lottery.plan().prizeOf(offered.winner().slot()).redemption()) {
            case ADDRESS -> claimSent(address, offered, begun);
            case CODE -> {
                checkNone(address, "must be absent: this prize is a code");
                yield claimShown(offered, begun, UnaryOperator.identity());
            }
            case COUPON -> {
                checkNone(address, "must be absent: this prize is a coupon");
                yield claimCoupon(lottery, offered, begun);
            }
        };
    }

    /** An earlier request may have written the claim and not got as far as telling the coupon: that is left to the sweep. */
    private PrizeClaim claimCoupon(Lottery lottery, PrizeClaim offered, Instant begun) {
        PrizeClaim claimed =
                claimShown(offered, begun, claim -> coupons.addAsk(claim, lottery, offered.winner(), begun));
        if (offered.winner().state() != PrizeState.CLAIMED) {
            coupons.ask(lottery, claimed.winner());
        }
        return claimed;
    }

    private static void checkNone(@Nullable AddressBody address, String detail) {
        if (address != null) {
            throw invalid(detail);
        }
    }

    /** @param more adds to the write of the claim */
    private PrizeClaim claimShown(PrizeClaim offered, Instant begun, UnaryOperator<Update> more) {
        if (offered.winner().state() == PrizeState.CLAIMED) {
            return offered;
        }
        checkOpen(offered, begun);
        return switch (table.claimShown(offered.winner(), begun, more)) {
            case WriteResult.Written<PrizeClaim> _ -> offered.claim(begun, null, null);
            case WriteResult.Existing<PrizeClaim>(var found) when found.winner().state() == PrizeState.CLAIMED -> found;
            case WriteResult.Existing<PrizeClaim>(var found) -> throw isOver(found);
        };
    }

    private PrizeClaim claimSent(@Nullable AddressBody address, PrizeClaim offered, Instant begun) {
        if (address == null) {
            throw invalid("must not be null: this prize is sent");
        }
        String fingerprint = addresses.fingerprint(offered.winner(), address);
        if (offered.isClaimedWith(fingerprint)) {
            return offered;
        }
        checkOpen(offered, begun);
        ClaimTable.Sealed sealed = addresses.seal(offered.winner(), address, begun);
        PrizeClaim seen = offered;
        for (int i = 0; i < TRIES; i++) {
            switch (write(seen, sealed, begun)) {
                case WriteResult.Written<PrizeClaim> _ -> {
                    return seen.claim(begun, sealed.masked(), fingerprint);
                }
                case WriteResult.Existing<PrizeClaim>(var found)
                when found.isClaimedWith(fingerprint) -> {
                    return found;
                }
                // another device claimed it meanwhile, with another address, which this one corrects; or it is over
                case WriteResult.Existing<PrizeClaim>(var found) -> seen = found;
            }
            checkOpen(seen, begun);
        }
        throw new IllegalStateException("a prize is open, and can be neither claimed nor corrected");
    }

    private WriteResult<PrizeClaim> write(PrizeClaim seen, ClaimTable.Sealed address, Instant begun) {
        return seen.winner().state() == PrizeState.OFFERED
                ? table.claim(seen.winner(), address, begun)
                : table.correct(seen.winner(), address, begun);
    }

    private static Problem invalid(String detail) {
        return Problem.invalid(List.of(new Problem.FieldError("address", detail)));
    }

    private static void checkOpen(PrizeClaim found, Instant begun) {
        if (!found.isOpen(begun)) {
            throw isOver(found);
        }
    }

    private static Problem isOver(PrizeClaim found) {
        if (found.winner().state() == PrizeState.CLAIMED && found.exportedAt() != null) {
            return Problem.conflict(
                    LotteryProblem.ADDRESS_EXPORTED,
                    "The address was handed to those who send the prize.",
                    "exportedAt",
                    found.exportedAt());
        }
        return Problem.conflict(
                LotteryProblem.CLAIM_OVER,
                found.winner().state() == PrizeState.WITHDRAWN
                        ? "The shop withdrew the prize: GET /lotteries/mine says why."
                        : "It is too late to claim the prize, or to correct its address.",
                "state",
                found.winner().state());
    }
}
