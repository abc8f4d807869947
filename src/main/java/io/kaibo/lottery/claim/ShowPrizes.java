package io.kaibo.lottery.claim;

import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.Prize;
import io.kaibo.lottery.code.OpenCode;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.prize.Winner;
import jakarta.inject.Singleton;

/** Shows a prize to its winner. A code is shown once the prize is claimed: before, it may be passed on. */
@Singleton
class ShowPrizes {

    private final OpenCode openCode;

    ShowPrizes(OpenCode openCode) {
        this.openCode = openCode;
    }

    ShownPrize show(Lottery lottery, PrizeClaim claim) {
        Winner winner = claim.winner();
        Prize prize = lottery.plan().prizeOf(winner.slot());
        boolean showsCode = winner.state() == PrizeState.CLAIMED && prize.redemption() == Prize.Redemption.CODE;
        return new ShownPrize(
                lottery.id(),
                lottery.plan().title(),
                lottery.room(),
                winner.slot(),
                prize.tier(),
                prize.name(),
                prize.redemption(),
                winner.state(),
                winner.offeredAt(),
                winner.deadline(),
                winner.claimedAt(),
                claim.address(),
                claim.exportedAt(),
                showsCode ? openCode.open(lottery, winner.slot()) : null);
    }
}
