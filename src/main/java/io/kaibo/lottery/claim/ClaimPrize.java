package io.kaibo.lottery.claim;

import io.kaibo.aws.WriteResult;
import io.kaibo.http.Problem;
import io.kaibo.http.Viewer;
import io.kaibo.lottery.AliasKey;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryPath;
import io.kaibo.lottery.LotteryProblem;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.LotteryTable;
import io.kaibo.lottery.prize.PrizeState;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Claims a prize for its winner. A claim counts if its request began before the deadline: the prize is passed on only when every such
 * request has ended.
 */
@Singleton
class ClaimPrize {

    /** A prize goes from offered to claimed, and then to what ends its claim. */
    private static final int TRIES = 2;

    private final LotteryTable lotteries;
    private final ClaimTable table;
    private final SealAddress addresses;
    private final ShowPrizes show;
    private final AliasKey aliasKey;
    private final Clock clock;

    ClaimPrize(
            LotteryTable lotteries,
            ClaimTable table,
            SealAddress addresses,
            ShowPrizes show,
            AliasKey aliasKey,
            Clock clock) {
        this.lotteries = lotteries;
        this.table = table;
        this.addresses = addresses;
        this.show = show;
        this.aliasKey = aliasKey;
        this.clock = clock;
    }

    /**
     * The prize once it is claimed, by this request or an earlier one.
     *
     * @throws NotYetOfferedException if the prizes of the lottery are not all offered yet, and none to this viewer
     * @throws Problem 403 if the viewer was offered no prize; 404 if there is no such lottery; 409 if it is too late, if the prize was withdrawn, or if the address
     *     was exported; 422 if the body is not what the prize needs
     */
    ShownPrize claim(LotteryId id, Viewer viewer, ClaimBody body) {
        // as the table has it
        Instant begun = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Lottery lottery =
                lotteries.find(id).filter(found -> found.state().isPublic()).orElseThrow(LotteryPath::noSuchLottery);
        PrizeClaim offered =
                table.find(id, aliasKey.derive(id, viewer.person())).orElseThrow(() -> noPrize(lottery));
        PrizeClaim claimed =
                switch (lottery.plan().prizeOf(offered.winner().slot()).redemption()) {
                    case CODE -> claimCode(body.address(), offered, begun);
                    case ADDRESS -> claimSent(body.address(), offered, begun);
                };
        return show.show(lottery, claimed);
    }

    private RuntimeException noPrize(Lottery lottery) {
        return lottery.state() == LotteryState.DRAWN && !table.areOffered(lottery.id())
                ? new NotYetOfferedException()
                : Problem.forbidden(LotteryProblem.NOT_A_WINNER, "This viewer has no prize of the lottery.");
    }

    private PrizeClaim claimCode(@Nullable AddressBody address, PrizeClaim offered, Instant begun) {
        if (address != null) {
            throw invalid("must be absent: this prize is a code");
        }
        if (offered.winner().state() == PrizeState.CLAIMED) {
            return offered;
        }
        checkOpen(offered, begun);
        return switch (table.claimCode(offered.winner(), begun)) {
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
