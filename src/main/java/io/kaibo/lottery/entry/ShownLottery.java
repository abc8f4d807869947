package io.kaibo.lottery.entry;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryKind;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.Prize;
import io.kaibo.lottery.VoidReason;
import io.kaibo.lottery.WinLimit;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.prize.Withdrawal;
import io.kaibo.room.RoomId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lottery as viewers see it. They see none before its start.
 *
 * @param frozenDigest the code: null before the freeze
 * @param round of drand; null before the freeze, and if there were too few entrants
 * @param voided null unless it is void
 * @param withdrawn how many of its prizes the shop withdrew; null before the draw
 */
@RegisterForReflection
record ShownLottery(
        LotteryId id,
        RoomId roomId,
        LotteryState state,
        String title,
        LotteryKind kind,
        @Nullable String keyword,
        List<Prize> prizes,
        @Nullable Instant opensAt,
        @Nullable Instant closesAt,
        Integer claimSeconds,
        Integer passes,
        Integer minimum,
        @Nullable WinLimit winLimit,
        @Nullable String rulesDigest,
        @Nullable String frozenDigest,
        @Nullable Long round,
        @Nullable Reason voided,
        @Nullable Integer withdrawn) {

    /**
     * Why it is void.
     *
     * @param words the operator's; null if it was none
     */
    record Reason(VoidReason reason, Instant at, @Nullable String words) {}

    record Many(List<ShownLottery> lotteries) {}

    /**
     * One, with its result.
     *
     * @param resultTemplateIds templates; the mini-program asks the viewer to accept a message of one before they enter
     *     ({@code wx.requestSubscribeMessage}). Null once it no longer runs
     * @param entries how many may win; null before the freeze
     * @param drawnAt null before the draw, as all that follows
     * @param passesMade how often a prize was passed on, or lapsed
     * @param winners all who were offered a prize, by rank
     * @param holders of the prizes, by slot
     */
    record One(
            @JsonUnwrapped ShownLottery lottery,
            @Nullable List<String> resultTemplateIds,
            @Nullable Integer entries,
            @Nullable Instant drawnAt,
            @Nullable Integer passesMade,
            @Nullable List<Winner> winners,
            @Nullable List<Holder> holders) {}

    /**
     * @param slot of the prize, from 0 in the order of the tiers
     * @param tier its name
     * @param withdrawal null unless the shop withdrew the prize from this winner
     */
    record Winner(
            Alias alias,
            int slot,
            String tier,
            int rank,
            PrizeState state,
            @Nullable Withdrawal withdrawal) {}

    /** @param alias who has the prize, or is offered it; null if it waits to be passed on, or has lapsed */
    record Holder(int slot, @Nullable Alias alias) {}

    static ShownLottery of(Lottery lottery) {
        var plan = lottery.plan();
        var voided = lottery.voided();
        return new ShownLottery(
                lottery.id(),
                lottery.room(),
                lottery.state(),
                plan.title(),
                plan.kind(),
                plan.keyword(),
                plan.prizes(),
                lottery.opensAt(),
                lottery.closesAt(),
                plan.claimSeconds(),
                plan.passes(),
                plan.minimum(),
                plan.winLimit(),
                lottery.rulesDigest(),
                lottery.frozenDigest(),
                lottery.round(),
                voided == null ? null : new Reason(voided.reason(), voided.at(), voided.words()),
                lottery.state() == LotteryState.DRAWN ? lottery.withdrawn() : null);
    }
}
